// What can go wrong on the way from the public address to this machine, and what to do next.

export const tunnelProblem = {
  // asked through the public address
  'tunnel-name-unknown':
    'This machine’s DNS does not know {{host}}, so the public address could not be checked from here; the services may reach it all the same. Check the spelling, or wait until a new name is known.',
  'tunnel-unreachable':
    '{{host}} does not answer this machine ({{reason}}). Check that it is online, and that the program behind the address runs. Behind some routers an address is reached from outside only; then the first delivery proves it.',
  'tunnel-proxy-fails':
    '{{host}} answers {{status}}: its web server runs, but does not reach Tablewatch. Check where it forwards to.',
  'tunnel-stranger':
    '{{host}} answers {{status}}, but not as Tablewatch would: the address leads elsewhere, or its web server changes the path or the Host header. Forward everything to Tablewatch unchanged.',
  'receiver-port-moved':
    'The receiver’s port {{port}} is taken by another program, so Tablewatch listens on {{now}} until it is free. What forwards to {{port}}, such as your reverse proxy, does not reach it: end that program, or choose another port in Settings and in your proxy.',
  // ngrok: token
  'ngrok-token-missing':
    'No ngrok authtoken is entered. Copy yours from dashboard.ngrok.com (Your Authtoken) and enter it.',
  'ngrok-token-malformed':
    'What is entered does not look like an ngrok authtoken (ERR_NGROK_105). Copy it again, whole; an API key is another thing.',
  'ngrok-token-wrong':
    'ngrok does not know this authtoken (ERR_NGROK_107). Copy it again from dashboard.ngrok.com and enter it.',
  'ngrok-token-revoked':
    'This ngrok authtoken was revoked (ERR_NGROK_300). Make a new one at dashboard.ngrok.com and enter it.',
  'ngrok-session-limit':
    'Your ngrok account is already connected elsewhere as often as its plan allows (ERR_NGROK_108). End the other agent, see dashboard.ngrok.com; Tablewatch then connects by itself.',
  'ngrok-version-old':
    'ngrok no longer accepts the version that Tablewatch brings (ERR_NGROK_120). Update Tablewatch.',
  // ngrok: domain
  'ngrok-domain-busy':
    'The domain is in use by another ngrok agent (ERR_NGROK_334). End that one; Tablewatch then connects by itself.',
  'ngrok-domain-foreign':
    'The domain belongs to another ngrok account (ERR_NGROK_320). Choose one of yours, see dashboard.ngrok.com (Domains).',
  'ngrok-domain-unreserved':
    'The domain is not reserved in your ngrok account (ERR_NGROK_319). Reserve it at dashboard.ngrok.com (Domains), or choose one that is.',
  // ngrok: told by its edge
  'ngrok-endpoint-offline':
    'ngrok does not yet see this machine (ERR_NGROK_3200). Tablewatch connects anew.',
  'ngrok-edge-lost-agent':
    'ngrok cannot reach this machine (ERR_NGROK_3004). Tablewatch connects anew.',
  'ngrok-agent-lost-receiver':
    'ngrok reaches this machine, but not Tablewatch’s receiver (ERR_NGROK_8012). Tablewatch connects anew; if it stays so, restart the app.',
  'ngrok-quota-rate':
    'ngrok refuses requests because too many came at once (ERR_NGROK_702). Changes may be missed until it lets up; a larger plan allows more.',
  'ngrok-quota-month':
    'The month’s requests of your ngrok plan are used up (ERR_NGROK_727), so no change gets through. See dashboard.ngrok.com (Usage), change the plan, or use another public address.',
  'ngrok-quota-data':
    'The month’s outgoing data of your ngrok plan is used up (ERR_NGROK_725), so no change gets through. See dashboard.ngrok.com (Usage), change the plan, or use another public address.',
  'ngrok-quota-connections':
    'The month’s connections of your ngrok plan are used up (ERR_NGROK_726), so no change gets through. See dashboard.ngrok.com (Usage), change the plan, or use another public address.',
  'ngrok-quota-minute':
    'More requests came in a minute than your ngrok plan allows (ERR_NGROK_734). Changes may be missed until it lets up; a larger plan allows more.',
  'ngrok-browser-page':
    'ngrok answers with its page for browsers (ERR_NGROK_6024) instead of passing requests on. Remove rules that rewrite requests at dashboard.ngrok.com.',
  // ngrok: what is left of the month, as counted here
  'ngrok-requests-short':
    '{{percent}} % of the {{limit, number}} requests that your ngrok plan allows in a month are used; at this pace they last until {{at, datetime(month: long; day: numeric; timeZone: UTC)}}, and then no change gets through. Choose a larger plan at dashboard.ngrok.com, or another public address.',
  'ngrok-requests-spent':
    'All {{limit, number}} requests that your ngrok plan allows in a month are used, as counted here, so ngrok may refuse changes until {{until, datetime(month: long; day: numeric; timeZone: UTC)}}. Compare with dashboard.ngrok.com (Usage); choose a larger plan, or another public address.',
  'ngrok-data-short':
    '{{percent}} % of the {{limit, number}} MB of outgoing data that your ngrok plan allows in a month are used; at this pace they last until {{at, datetime(month: long; day: numeric; timeZone: UTC)}}, and then no change gets through. Choose a larger plan at dashboard.ngrok.com, or another public address.',
  'ngrok-data-spent':
    'All {{limit, number}} MB of outgoing data that your ngrok plan allows in a month are used, as counted here, so ngrok may refuse changes until {{until, datetime(month: long; day: numeric; timeZone: UTC)}}. Compare with dashboard.ngrok.com (Usage); choose a larger plan, or another public address.',
  // ngrok: connection
  'ngrok-no-network':
    'ngrok cannot be reached. Check the network; behind a proxy that all traffic must take, ngrok cannot connect: use SSH or your own address.',
  'ngrok-tls-refused':
    'The connection to ngrok is not trusted: something on the way opens it, as company networks do. Choose “this machine’s certificates” for ngrok, or enter your network’s certificate file.',
  'ngrok-no-answer':
    'ngrok took the connection, but did not answer for 15 seconds. Tablewatch tries again.',
  'ngrok-link-lost': 'The connection to ngrok was lost. Tablewatch connects anew.',
  'ngrok-stopped-there':
    'The tunnel was stopped from the ngrok dashboard. Switch the public address on again here when you want it back.',
  'ngrok-setting-refused':
    'ngrok’s program refuses a setting ({{text}}). Check the server address and the certificate file.',
  'ngrok-helper-failed':
    'The helper program for ngrok ended unexpectedly. Tablewatch starts it again; if it stays so, reinstall the app (on Windows, also the Microsoft Visual C++ Redistributable).',
  'ngrok-helper-hung':
    'The helper program for ngrok no longer answered and was ended. Tablewatch starts it again.',
  'ngrok-ca-unreadable':
    'The certificate file {{path}} cannot be read ({{reason}}). Check the path, or choose other certificates for ngrok.',
  'ngrok-other': 'ngrok refuses ({{code}}): {{text}}. Look the code up at ngrok.com/docs/errors.',
} as const;
