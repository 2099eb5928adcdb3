// What can go wrong on the way from the public address to this machine, and what to do next.
import type { tunnelProblem as english } from '../en/tunnel-problem';
import type { SameKeys } from '../same-keys';

export const tunnelProblem: SameKeys<typeof english> = {
  // asked through the public address
  'tunnel-name-unknown':
    'Le DNS de cette machine ne connaît pas {{host}} : l’adresse publique n’a pu être vérifiée d’ici ; les services peuvent la joindre malgré tout. Vérifiez l’orthographe, ou attendez qu’un nouveau nom soit connu.',
  'tunnel-unreachable':
    '{{host}} ne répond pas à cette machine ({{reason}}). Vérifiez qu’elle est en ligne et que le programme derrière l’adresse fonctionne. Derrière certains routeurs, une adresse n’est joignable que du dehors ; le premier envoi reçu la confirme alors.',
  'tunnel-proxy-fails':
    '{{host}} répond {{status}} : son serveur web fonctionne, mais n’atteint pas Tablewatch. Vérifiez vers où il transmet.',
  'tunnel-stranger':
    '{{host}} répond {{status}}, mais pas comme Tablewatch : l’adresse mène ailleurs, ou son serveur web change le chemin ou l’en-tête Host. Transmettez tout sans changement.',
  'receiver-port-moved':
    'Le port {{port}} du récepteur est pris par un autre programme : Tablewatch écoute sur {{now}} jusqu’à ce qu’il soit libre. Ce qui transmet vers {{port}}, par exemple votre proxy inverse, ne l’atteint pas : arrêtez ce programme, ou choisissez un autre port dans les réglages et dans votre proxy.',
  // ngrok: token
  'ngrok-token-missing':
    'Aucun authtoken ngrok n’est saisi. Copiez le vôtre depuis dashboard.ngrok.com (Your Authtoken) et saisissez-le.',
  'ngrok-token-malformed':
    'La saisie ne ressemble pas à un authtoken ngrok (ERR_NGROK_105). Recopiez-le en entier ; une clé d’API est autre chose.',
  'ngrok-token-wrong':
    'ngrok ne connaît pas cet authtoken (ERR_NGROK_107). Recopiez-le depuis dashboard.ngrok.com et saisissez-le.',
  'ngrok-token-revoked':
    'Cet authtoken ngrok a été révoqué (ERR_NGROK_300). Créez-en un autre sur dashboard.ngrok.com et saisissez-le.',
  'ngrok-session-limit':
    'Votre compte ngrok est déjà connecté ailleurs autant que sa formule le permet (ERR_NGROK_108). Arrêtez l’autre agent, voir dashboard.ngrok.com ; Tablewatch se connecte ensuite de lui-même.',
  'ngrok-version-old':
    'ngrok n’accepte plus la version que Tablewatch apporte (ERR_NGROK_120). Mettez Tablewatch à jour.',
  // ngrok: domain
  'ngrok-domain-busy':
    'Le domaine est utilisé par un autre agent ngrok (ERR_NGROK_334). Arrêtez-le ; Tablewatch se connecte ensuite de lui-même.',
  'ngrok-domain-foreign':
    'Le domaine appartient à un autre compte ngrok (ERR_NGROK_320). Choisissez l’un des vôtres, voir dashboard.ngrok.com (Domains).',
  'ngrok-domain-unreserved':
    'Le domaine n’est pas réservé dans votre compte ngrok (ERR_NGROK_319). Réservez-le sur dashboard.ngrok.com (Domains), ou choisissez-en un qui l’est.',
  // ngrok: told by its edge
  'ngrok-endpoint-offline':
    'ngrok ne voit pas encore cette machine (ERR_NGROK_3200). Tablewatch se reconnecte.',
  'ngrok-edge-lost-agent':
    'ngrok ne peut joindre cette machine (ERR_NGROK_3004). Tablewatch se reconnecte.',
  'ngrok-agent-lost-receiver':
    'ngrok joint cette machine, mais pas le récepteur de Tablewatch (ERR_NGROK_8012). Tablewatch se reconnecte ; si cela dure, redémarrez l’application.',
  'ngrok-quota-rate':
    'ngrok refuse des requêtes arrivées trop nombreuses à la fois (ERR_NGROK_702). Des changements peuvent manquer en attendant ; une formule supérieure permet davantage.',
  'ngrok-quota-month':
    'Les requêtes du mois de votre formule ngrok sont épuisées (ERR_NGROK_727) : aucun changement ne passe. Voyez dashboard.ngrok.com (Usage), changez de formule ou d’adresse publique.',
  'ngrok-quota-data':
    'Les données sortantes du mois de votre formule ngrok sont épuisées (ERR_NGROK_725) : aucun changement ne passe. Voyez dashboard.ngrok.com (Usage), changez de formule ou d’adresse publique.',
  'ngrok-quota-connections':
    'Les connexions du mois de votre formule ngrok sont épuisées (ERR_NGROK_726) : aucun changement ne passe. Voyez dashboard.ngrok.com (Usage), changez de formule ou d’adresse publique.',
  'ngrok-quota-minute':
    'Plus de requêtes sont arrivées en une minute que votre formule ngrok n’en permet (ERR_NGROK_734). Des changements peuvent manquer en attendant ; une formule supérieure permet davantage.',
  'ngrok-browser-page':
    'ngrok répond par sa page pour navigateurs (ERR_NGROK_6024) au lieu de transmettre. Retirez les règles qui réécrivent les requêtes sur dashboard.ngrok.com.',
  // ngrok: what is left of the month, as counted here
  'ngrok-requests-short':
    '{{percent}} % des {{limit, number}} requêtes par mois de votre formule ngrok sont utilisées ; à ce rythme, elles suffisent jusqu’au {{at, datetime(month: long; day: numeric; timeZone: UTC)}}, puis plus aucun changement ne passe. Prenez une formule supérieure sur dashboard.ngrok.com, ou une autre adresse publique.',
  'ngrok-requests-spent':
    'Les {{limit, number}} requêtes par mois de votre formule ngrok sont toutes utilisées, d’après le compte tenu ici : ngrok peut refuser des changements jusqu’à la fin du mois. Comparez avec dashboard.ngrok.com (Usage) ; prenez une formule supérieure, ou une autre adresse publique.',
  'ngrok-data-short':
    '{{percent}} % des {{limit, number}} Mo de données sortantes par mois de votre formule ngrok sont utilisés ; à ce rythme, ils suffisent jusqu’au {{at, datetime(month: long; day: numeric; timeZone: UTC)}}, puis plus aucun changement ne passe. Prenez une formule supérieure sur dashboard.ngrok.com, ou une autre adresse publique.',
  'ngrok-data-spent':
    'Les {{limit, number}} Mo de données sortantes par mois de votre formule ngrok sont tous utilisés, d’après le compte tenu ici : ngrok peut refuser des changements jusqu’à la fin du mois. Comparez avec dashboard.ngrok.com (Usage) ; prenez une formule supérieure, ou une autre adresse publique.',
  // ngrok: connection
  'ngrok-no-network':
    'ngrok est injoignable. Vérifiez le réseau ; derrière un proxy obligatoire, ngrok ne peut se connecter : utilisez SSH ou votre propre adresse.',
  'ngrok-tls-refused':
    'La connexion à ngrok n’est pas sûre : quelque chose l’ouvre en chemin, comme le font les réseaux d’entreprise. Choisissez « certificats de cette machine » pour ngrok, ou indiquez le fichier de certificat de votre réseau.',
  'ngrok-no-answer':
    'ngrok a accepté la connexion, mais n’a pas répondu en 15 secondes. Tablewatch réessaie.',
  'ngrok-link-lost': 'La connexion à ngrok est perdue. Tablewatch se reconnecte.',
  'ngrok-stopped-there':
    'Le tunnel a été arrêté depuis le tableau de bord ngrok. Réactivez ici l’adresse publique quand vous la voudrez.',
  'ngrok-setting-refused':
    'Le programme de ngrok refuse un réglage ({{text}}). Vérifiez l’adresse du serveur et le fichier de certificat.',
  'ngrok-helper-failed':
    'Le programme auxiliaire de ngrok s’est arrêté de façon imprévue. Tablewatch le relance ; si cela dure, réinstallez l’application (sous Windows, aussi Microsoft Visual C++ Redistributable).',
  'ngrok-helper-hung':
    'Le programme auxiliaire de ngrok ne répondait plus et a été arrêté. Tablewatch le relance.',
  'ngrok-ca-unreadable':
    'Le fichier de certificats {{path}} est illisible ({{reason}}). Vérifiez le chemin, ou choisissez d’autres certificats pour ngrok.',
  'ngrok-other': 'ngrok refuse ({{code}}) : {{text}}. Cherchez ce code sur ngrok.com/docs/errors.',
};
