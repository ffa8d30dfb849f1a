import type { OpenAPIHono } from '@hono/zod-openapi'
import { html } from 'hono/html'
import type { AppEnv } from '../middleware/context.ts'
import { nameSchemas } from './schemas.ts'

const description = `Badges, ranked tips and compliance checks for one customer at a time, and what became of them.
Customers are known by a keyed hash of their number and by nothing else.

逐个客户给出客群标识、排序后的服务提示与合规检查，并记录处理结果；客户仅以其编号的加密散列识别。`

const start = `SwaggerUIBundle({ url: '/openapi.json', dom_id: '#api', deepLinking: true })`

const page = html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>Fineline API · 接口说明</title>
    <link rel="icon" href="/docs/favicon-32x32.png" />
    <link rel="stylesheet" href="/docs/swagger-ui.css" />
  </head>
  <body>
    <div id="api"></div>
    <script src="/docs/swagger-ui-bundle.js"></script>
    <script src="/docs/start.js"></script>
  </body>
</html>`

/** Files of swagger-ui-dist that the page needs; nothing comes from another host. */
const files = ['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png']

/** The API document, generated from the contract, and a page to browse it. Open to all: they hold no data. */
export function addDocs(app: OpenAPIHono<AppEnv>): void {
  nameSchemas()
  app.openAPIRegistry.registerComponent('securitySchemes', 'accessToken', {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
  })
  app.doc31('/openapi.json', { openapi: '3.1.0', info: { title: 'Fineline', version: '1', description } })
  app.get('/docs', (c) => c.html(page))
  app.get('/docs/start.js', (c) => c.body(start, 200, { 'content-type': 'text/javascript' }))
  for (const file of files) {
    app.get(`/docs/${file}`, async (c) => {
      const answer = await c.env.ASSETS.fetch(`https://assets.invalid/${file}`)
      return new Response(answer.body, answer)
    })
  }
}
