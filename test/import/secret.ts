/** Made up; the tests' databases are thrown away. */
export const SECRET = 'a secret of the tests and nobody else'
