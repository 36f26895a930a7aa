import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import express from 'express';
import helmet from 'helmet';
import assetsFolder from 'swagger-ui-dist/absolute-path.js';

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Wadah API</title>
    <link rel="stylesheet" href="/docs/swagger-ui.css" />
    <link rel="icon" href="/docs/favicon-32x32.png" />
  </head>
  <body>
    <div id="docs"></div>
    <script src="/docs/swagger-ui-bundle.js"></script>
    <script src="/docs/start.js"></script>
  </body>
</html>
`;

const START = `window.ui = SwaggerUIBundle({ url: '/openapi.json', dom_id: '#docs', deepLinking: true, docExpansion: 'none', validatorUrl: null });\n`;

const ASSETS = ['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png'];

/** The page loads its own files and asks its own origin; nothing comes from elsewhere. Swagger UI styles its elements inline. */
const pagePolicy = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:'],
      connectSrc: ["'self'"],
      baseUri: ["'none'"],
      formAction: ["'none'"],
      frameAncestors: ["'none'"],
    },
  },
});

/** `/openapi.json`, the merged document, and `/docs`, a page to read it with. Works without any network. */
export const apiDocs = ({ openApiFile }: { readonly openApiFile: string }): express.Router => {
  const document = readFileSync(openApiFile);
  const tag = `"${createHash('sha256').update(document).digest('base64url').slice(0, 22)}"`;
  const router = express.Router({ caseSensitive: true, strict: true });
  router.get('/openapi.json', (request, response) => {
    response.set({ etag: tag, 'cache-control': 'public, max-age=60', 'content-type': 'application/json; charset=utf-8' });
    if (request.headers['if-none-match'] === tag) response.status(304).end();
    else response.end(document);
  });
  router.get('/docs', pagePolicy, (_request, response) => {
    response.type('html').end(PAGE);
  });
  router.get('/docs/start.js', pagePolicy, (_request, response) => {
    response.type('application/javascript').end(START);
  });
  for (const asset of ASSETS) {
    router.get(`/docs/${asset}`, pagePolicy, (_request, response) => {
      response.sendFile(asset, { root: assetsFolder(), maxAge: '1 hour' });
    });
  }
  return router;
};
