// Starts NocoDB on loopback, prints `READY <port>` once it takes requests, and ends with the process that started it.
const { createRequire } = require('node:module');

// Found beside the installed copy of this file, not in the project.
const installed = createRequire(__filename);
const express = installed('express');
const { Noco } = installed('nocodb');

const server = express();
server.set('view engine', 'ejs');
const http = server.listen(Number(process.env.PORT ?? 0), '127.0.0.1', async () => {
  server.use(await Noco.init({}, http, server));
  console.log(`READY ${http.address().port}`);
});
process.on('disconnect', () => process.exit(0));
