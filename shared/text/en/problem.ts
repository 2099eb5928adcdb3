// What can go wrong, and what to do next. Blanks are `{{name}}`.

import { tunnelProblem } from './tunnel-problem';

export const problem = {
  ...tunnelProblem,
  // receiver and intake
  'receiver-port':
    'Port {{port}} is taken by another program. Choose another port, or leave it out for a free one.',
  'receiver-failed': 'The receiver could not start: {{reason}}. Restart the app.',
  'store-full':
    'The disk is full, so new changes cannot be kept; the services were told to try again. Free some space.',
  'store-failed': 'Changes cannot be saved: {{reason}}. Check the data folder.',
  // data folder
  'data-unwritable':
    'The data folder {{path}} cannot be written ({{reason}}). Choose another folder or mend its rights.',
  'data-in-use':
    'The data folder {{path}} is in use by another Tablewatch (process {{pid}}). Use that one, or quit it first.',
  'data-newer':
    'The data folder was written by a newer Tablewatch (format {{found}}, this one knows {{known}}). Update Tablewatch.',
  'data-missing':
    'There is no Tablewatch data in {{path}}. Check the path, or start `tablewatch serve` there first.',
  'data-damaged':
    'The database in {{path}} cannot be read ({{reason}}). Put a backup in its place, or move the file away to start afresh.',
  // checks
  'signature-missing':
    'The delivery carries no signature although a secret is set. Set the same secret at the service.',
  'signature-wrong':
    'The signature does not fit the secret. Enter the secret that the service shows, then replay this delivery.',
  'token-wrong':
    'The verification token differs from the one entered here. Copy it again from the developer console, then replay.',
  'delivery-stale':
    'The delivery was signed {{minutes}} minutes ago, too long to trust it. Check the clock of this machine; replay it if you know it is genuine.',
  'secret-missing':
    'The body is encrypted, and no “{{name}}” is entered. Enter it in the connection, then replay this delivery.',
  'secret-lost':
    '“{{name}}” was entered, but this run of Tablewatch does not have it. Enter it again in the connection; deliveries that could not be checked are kept, and can then be replayed.',
  'check-failed':
    'The delivery could not be checked, because the check itself failed. It is kept; replay it after an update of Tablewatch.',
  'setup-invalid':
    'The set-up of this subscription does not fit this version (at {{path}}), so what arrives is kept unread. Save the connection again.',
  'connection-locked':
    '{{connection}}: “{{name}}” is not at hand, so what arrives is kept but not read. Enter it again, then replay.',
  'decrypt-failed':
    'The body cannot be decrypted with the “{{name}}” entered here. Copy it again from the service, then replay.',
  // parsing
  'not-json':
    'The body is not JSON ({{reason}}). It is kept; replay it after an update of Tablewatch.',
  'not-utf8': 'The body is not valid UTF-8 text. It is kept, byte for byte.',
  'too-deep': 'The body is nested deeper than {{limit}} levels. It is kept, but not read.',
  'unknown-shape':
    'The body does not have the shape this service documents (at {{path}}: {{reason}}). It is kept; replay it after an update.',
  'parser-failed':
    'Tablewatch failed on this delivery ({{reason}}). That is our fault; it is kept, replay it after an update.',
  'not-watched':
    'It is of a table or base that is not watched here. It is kept; choose the table on its connection’s page to hear of what it changes from then on.',
  // calls to services
  'service-unreachable':
    '{{host}} does not answer ({{reason}}). Check the address and the network.',
  'service-refused': '{{host}} refused the credentials. Enter a valid token.',
  'service-not-found':
    '{{host}} does not know {{what}}. Check that it still exists and that the token may see it.',
  'service-answer': '{{host}} answered {{status}}: {{message}}',
  'service-shape': '{{host}} answered in a form this version does not know (at {{path}}).',
  'service-busy': '{{host}} asks to wait (too many requests). Try again in a minute.',
  'hooks-unsupported':
    'This service offers no way to make hooks from here. Make it by hand with the address shown.',
  'read-token-missing':
    'No token is entered for {{host}}, so its tables cannot be listed. Enter an API token of the base, or add the webhook by hand.',
  'account-token-missing':
    'Making webhooks at {{host}} takes an account token. Enter one, or make the webhook there by hand with the address and secret shown.',
  'server-too-old':
    '{{host}} runs a NocoDB that is too old for Tablewatch ({{version}}): it needs version 0.202 or newer. Update NocoDB on that server, then try again.',
  'server-too-new':
    '{{host}} runs a NocoDB that this Tablewatch does not know yet ({{version}}): it refuses the webhooks or calls of today. Update Tablewatch, then try again.',
  'hook-target-private':
    '{{host}} refuses to send to private addresses. Set a public address, or allow local hooks on that server.',
  'public-address-unproved':
    'Nothing proves yet that the public address leads to Tablewatch, so no webhook is made that calls it. It is made by itself once the address is proved, or once you say in the settings that it leads here.',
  'address-changed':
    '{{connection}}: the public address is now {{address}}, but the webhook that you made at the service calls the one before, so nothing arrives. Copy the address from the connection and enter it at the service; the first delivery shows that it works.',
  'watched-table-gone':
    '{{connection}}: the table “{{table}}” that is watched was removed at the service. Choose the tables of this connection anew; if it comes back there, it is watched again by itself.',
  'public-address-missing':
    'No public address is set, so the service cannot reach this machine. Set one in the settings.',
  // signing in, tokens and budgets
  'token-expired':
    '{{host}} does not accept the token; it may have ended. Enter a new one, or sign in again.',
  'sign-in-needed':
    '{{connection}}: the access token has ended. Sign in again or paste a new one; what changed meanwhile is read then.',
  'sign-in-refused': 'The sign-in was refused at {{host}}. Start it again and agree there.',
  'sign-in-timeout':
    'Nobody came back from the sign-in page within {{minutes}} minutes. Start it again.',
  'sign-in-port':
    'Port {{port}} for coming back from the sign-in is taken by another program. Quit that one, or register another redirect address.',
  'sign-in-foreign':
    'A page came back from {{host}} that does not belong to this sign-in, so it was ignored. Finish in the browser window that was opened last, or start again.',
  'sign-in-gone': 'This sign-in is over, and what it brought is no longer at hand. Sign in again.',
  'code-expired':
    '{{host}} says that the sign-in took too long (a code is good for 5 minutes). Start it again.',
  'app-unknown':
    '{{host}} does not know this app ID. Copy it from the console of developer.kdocs.cn; apps of open.wps.cn do not work here.',
  'budget-spent':
    '{{service}}: the calls allowed in a day are used up ({{used}} of {{limit}}). Reading goes on by itself in about {{minutes}} minutes.',
  'budget-declared':
    '{{service}} itself says that no calls are left for now, though only {{used}} of {{limit}} were counted here; other programs may share them. It is tried again by itself in about {{minutes}} minutes.',
  'too-many-hooks':
    '{{host}} allows {{limit}} webhooks in one document. {{ours}} are made here, the other {{others}} belong to other people or other watches. What did not fit is found by comparing the table by the clock; room is looked for again every quarter of an hour.',
  'hook-not-removed':
    'The webhook {{hook}} is still at the service, which would not remove it. Remove it there by its ID.',
  'rows-without-key':
    'The rows of the table “{{table}}” cannot be told apart: {{host}} gives it no primary key, or rounds the large numbers of its key. Only what its webhooks say is shown. Give the table a primary key of text or of smaller numbers.',
  'cursor-repeats':
    '{{host}} repeats a page of the table, so it could not be read to its end. It is tried again later.',
  'catch-up-unfinished':
    '{{connection}}: still catching up. {{host}} lets only so much be read at a time; reading goes on by itself at {{again, datetime(timeStyle: short)}}.',
  'catch-up-reached':
    '{{connection}}: still catching up, so far until {{reached, datetime(dateStyle: short; timeStyle: short)}}. {{host}} lets only so much be read at a time; reading goes on by itself at {{again, datetime(timeStyle: short)}}.',
  'catch-up-unsupported':
    '{{connection}}: this service cannot be read afterwards yet, so what changed in that time is not known. Look there, if it matters.',
  // live channels and logs of changes
  'live-elsewhere':
    'Another Tablewatch on this computer (process {{pid}}) has the live channel of this app, and each change reaches only one of them. This one takes over as soon as the other ends.',
  'live-unheard':
    '{{count}} of {{all}} changes of the last day never arrived by the open channel and were found by comparing instead. Most likely another program or computer is connected with the same app, and each change reaches only one of them. End the other one, or give each an app of its own.',
  'live-shared':
    '{{connection}} already has the live channel of this app, so the changes arrive there. Watch the base with that connection, or remove it.',
  'live-timeout':
    '{{host}} did not open the live channel within {{seconds}} seconds. It is tried again by itself.',
  'live-too-old':
    '{{host}} speaks an older form of the live channel than Tablewatch does. Update SeaTable on that server. Until then changes come by a webhook, if one is set up, and else are read from its log every half minute.',
  'live-untrusted':
    'The live channel does not trust the certificate of {{host}} ({{reason}}). Start Tablewatch with the environment variable NODE_EXTRA_CA_CERTS naming the file (PEM) of the certificate that signed it, such as your company’s. Until then changes are read from the log of the server every half minute.',
  'history-incomplete':
    '{{connection}}: the service’s own log no longer reaches back to where it was last read, so changes in between may be missing. Look there, if it matters.',
  'history-repeats':
    '{{host}} repeats a stretch of its log of changes, so it could not be read to its end. It is tried again later.',
  'base-not-picked': 'No document is picked yet. Pick one, or enter its ID.',
  'watch-missing': 'This connection watches nothing yet. Choose tables and kinds of change.',
  'connection-unknown': 'There is no connection {{id}} here. There are: {{known}}.',
  'not-running':
    'Nothing serves this data folder, and no config file with its secrets is at hand. Start `tablewatch serve`, or pass --config.',
  // the public address over SSH
  'ssh-host-unknown':
    'The SSH server {{host}} cannot be found. Check its name, or the network of this machine.',
  'ssh-refused':
    'Nothing listens for SSH at {{host}}, port {{port}}. Check the port, or start the SSH server there.',
  'ssh-unreachable':
    'The SSH server {{host}} cannot be reached ({{reason}}). Check the network of this machine.',
  'ssh-silent':
    'The SSH server {{host}}, port {{port}}, does not answer. Check that it runs and that no firewall is in the way.',
  'ssh-not-ssh':
    '{{host}}, port {{port}}, does not speak SSH as this version knows it. Check the port.',
  'ssh-too-old':
    '{{host}} and Tablewatch have no safe kind of encryption in common. Update the SSH server.',
  'ssh-turned-away':
    '{{host}} closed the connection before the login. It may bar this address for a while (fail2ban, MaxStartups); look into its log.',
  'ssh-host-key-changed':
    '{{host}} shows another key ({{found}}) than before ({{known}}), so nothing was sent. If the server was set up anew, forget its key in the settings; else somebody may be in between.',
  'ssh-key-unreadable':
    'The key file {{path}} cannot be read ({{reason}}). Check the path and its rights.',
  'ssh-key-unfit':
    '{{path}} is no private key that Tablewatch can read. Choose a key in OpenSSH or PEM form, not the .pub beside it; PuTTY can export one.',
  'ssh-passphrase-missing':
    'The key {{path}} is locked. Enter its passphrase, or let an SSH agent hold it.',
  'ssh-passphrase-wrong': 'The passphrase does not open the key {{path}}. Enter it again.',
  'ssh-key-refused':
    '{{host}} does not let {{user}} in with the key {{path}}. Check the user name, and add the key’s .pub line to ~/.ssh/authorized_keys there.',
  'ssh-agent-missing': 'No SSH agent answers on this machine. Start one, or choose a key file.',
  'ssh-agent-empty': 'The SSH agent holds no key. Add one with ssh-add, or choose a key file.',
  'ssh-agent-refused':
    '{{host}} lets {{user}} in with none of the SSH agent’s keys. Check the user name, and add one of the keys (ssh-add -L) to ~/.ssh/authorized_keys there.',
  'ssh-agent-too-many':
    '{{host}} gave up before the right key of the SSH agent had its turn. Choose the key file instead.',
  'ssh-port-held':
    'Port {{port}} on {{host}} is taken, perhaps by a link of before. It is tried again by itself; ClientAliveInterval 15 in its sshd_config frees it sooner. If another program has it, choose another port.',
  'ssh-port-privileged':
    'The server does not give port {{port}} to {{user}}: ports below 1024 are for root. Choose one above.',
  'ssh-forward-refused':
    '{{host}} does not let us listen on {{address}}, port {{port}}. Set AllowTcpForwarding to yes or remote in its sshd_config, and let PermitListen and authorized_keys allow this port.',
  'ssh-gateway-ports':
    'The server listens on its loopback instead of {{address}}. Set GatewayPorts to clientspecified in its sshd_config, or listen on 127.0.0.1.',
  'ssh-link-ended': '{{host}} ended the SSH connection.',
  'ssh-link-lost': 'The SSH connection to {{host}} is lost.',
  // apps of a service, their rights, and the long connection
  'app-refused':
    '{{host}} does not accept this App ID with this App Secret. Copy both again from the developer console, under Credentials.',
  'app-secret-missing':
    'No App Secret is entered, so {{host}} cannot be asked. Copy it from the developer console, under Credentials.',
  'app-id-form':
    'That is no App ID of {{host}}: it is cli_ and 16 digits or letters from a to f. Copy it again from the developer console.',
  'app-scopes-missing':
    '{{host}}: the app lacks a scope ({{scopes}}). Add it in the developer console for app and user identity, publish a version and have it approved.',
  'base-not-managed':
    '{{host}}: the app may not manage this base. In the base, open “…”, More, Add document app, pick the app and give it the right to manage. If it has it, document access records are switched off in the organisation.',
  'rows-hidden':
    '{{host}} hides rows of {{what}} from the app: the base has advanced permissions. Give the app the right to manage the base.',
  'live-busy':
    '{{host}} has no room for the long connection right now (code {{status}}). It is tried again by itself.',
  'live-limit':
    '{{host}} accepts no more long connections of this app. Close other programs that use its App ID; it is tried again by itself.',
  'live-lost': 'The long connection to {{host}} was lost. It is opened again by itself.',
  'live-forbidden':
    '{{host}} does not allow this app a long connection. Only a custom app has one, and only while the console sends its events by it. If they go to a request URL there, choose that in this connection, too.',
  // calls from the page or the CLI
  'input-invalid': 'That is not a valid entry: {{path}} {{reason}}.',
  'query-invalid': 'The filter cannot be read at “{{at}}”. Write: {{expected}}',
  'not-found': 'That entry no longer exists. It may have been removed meanwhile.',
  'address-taken':
    'The address is already used by another subscription. Leave it out to have one made.',
  'secret-name-unknown': 'This service has no secret named {{name}}. Known: {{known}}.',
  'link-refused':
    'Only https pages of your configured services are opened. The address can be copied instead.',
  internal: 'Something went wrong inside Tablewatch ({{reason}}). Please report it.',
} as const;
