import { extensionId } from '../../rollout/build/extension-id.ts'

export { extensionId }

/** Public key of the unpacked extension: gives it one id on every machine. Its private half was thrown away. */
export const PUBLIC_KEY =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAg+oBVlAWndi8MjK7pg2KUnYNuuweatoj23/RpckzqBT3kmSawouQfk46pfpfWGcDq4VzCR+0iNVN3nmATnJLuYTni1t/TJZZbXI/z+k4YJEJH7l5+3rVqjKuFJ1u1Fu7QpwUjk1NZQWJNQviEqYPXd5TWEcHhL4QFR2alnSqWgqxLXA8W/HyyIuxR8CNCa4RbtYOTCfAXOkj10ao1Ydt4cDsU14P6sCU9FWpPS//EsGJKrjB0O26VdmBw1Zsio0nrL7Ub3mT/PzhWzzjSeBAD3AeXKAMx68UbLsDJv1SP2uwX8ndYZV74iJ/s/kWY0kL23Uc58Sh0ky67cp2IviIpQIDAQAB'
