/** What the configuration of one edge on plain workerd names. Paths are absolute. */
export interface Hosted {
  port: number
  stateDir: string
  assetsDir: string
  issuer: string
  audience: string
  origins: string
}

const quoted = (text: string) => JSON.stringify(text)

/** A configuration for `workerd serve`, beside the bundle `worker.js` and `migrations.json`. */
export const workerdConfig = ({ port, stateDir, assetsDir, issuer, audience, origins }: Hosted): string => `
using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "edge", worker = .edge),
    (name = "state", disk = (path = ${quoted(stateDir)}, writable = true)),
    (name = "assets", disk = (path = ${quoted(assetsDir)})),
    (name = "internet", network = (allow = ["public", "private", "local"], tlsOptions = (trustBrowserCas = true))),
  ],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "edge")],
);

const edge :Workerd.Worker = (
  modules = [(name = "worker.js", esModule = embed "worker.js")],
  compatibilityDate = "2026-10-01",
  durableObjectNamespaces = [
    (className = "Sql", uniqueKey = "fineline-sql", enableSql = true),
    (className = "Directory", uniqueKey = "fineline-directory", enableSql = true),
    (className = "Team", uniqueKey = "fineline-team", enableSql = true),
  ],
  durableObjectStorage = (localDisk = "state"),
  bindings = [
    (name = "SQL", durableObjectNamespace = "Sql"),
    (name = "DIRECTORY", durableObjectNamespace = "Directory"),
    (name = "TEAM", durableObjectNamespace = "Team"),
    (name = "ASSETS", service = "assets"),
    (name = "CUSTOMER_DATABASES", text = "CUSTOMERS"),
    (name = "MIGRATIONS", json = embed "migrations.json"),
    (name = "OIDC_ISSUER", text = ${quoted(issuer)}),
    (name = "OIDC_AUDIENCE", text = ${quoted(audience)}),
    # Plain workerd has no rate limits; the proxy before it has to bring them.
    (name = "RATE_LIMITS", text = "off"),
    (name = "ALLOWED_ORIGINS", text = ${quoted(origins)}),
  ],
);
`
