// What can go wrong, and what to do next. Blanks are `{{name}}`.

import type { problem as english } from '../en/problem';
import type { SameKeys } from '../same-keys';
import { tunnelProblem } from './tunnel-problem';

export const problem: SameKeys<typeof english> = {
  ...tunnelProblem,
  // receiver and intake
  'receiver-port':
    'Le port {{port}} est pris par un autre programme. Choisissez-en un autre, ou laissez vide pour un port libre.',
  'receiver-failed': 'Le récepteur n’a pas pu démarrer : {{reason}}. Redémarrez l’application.',
  'store-full':
    'Le disque est plein : les nouveaux changements ne peuvent être gardés et les services ont été priés de réessayer. Libérez de l’espace.',
  'store-failed':
    'Les changements ne peuvent être enregistrés : {{reason}}. Vérifiez le dossier de données.',
  // data folder
  'data-unwritable':
    'Le dossier de données {{path}} n’est pas accessible en écriture ({{reason}}). Choisissez un autre dossier ou corrigez ses droits.',
  'data-in-use':
    'Le dossier de données {{path}} est utilisé par un autre Tablewatch (processus {{pid}}). Utilisez celui-là, ou quittez-le d’abord.',
  'data-newer':
    'Le dossier de données a été écrit par un Tablewatch plus récent (format {{found}}, connu jusqu’à {{known}}). Mettez Tablewatch à jour.',
  'data-missing':
    'Il n’y a pas de données Tablewatch dans {{path}}. Vérifiez le chemin, ou lancez d’abord `tablewatch serve`.',
  'data-damaged':
    'La base de données de {{path}} est illisible ({{reason}}). Remplacez-la par une sauvegarde, ou déplacez le fichier pour repartir de zéro.',
  // checks
  'signature-missing':
    'L’envoi n’est pas signé alors qu’un secret est défini. Définissez le même secret auprès du service.',
  'signature-wrong':
    'La signature ne correspond pas au secret. Saisissez le secret affiché par le service, puis rejouez cet envoi.',
  'token-wrong':
    'Le jeton de vérification diffère de celui saisi ici. Recopiez-le depuis la console, puis rejouez.',
  'delivery-stale':
    'L’envoi a été signé il y a {{minutes}} minutes, trop pour s’y fier. Vérifiez l’horloge de cette machine ; rejouez-le si vous le savez authentique.',
  'secret-missing':
    'Le contenu est chiffré et « {{name}} » n’est pas saisi. Saisissez-le dans la connexion, puis rejouez cet envoi.',
  'secret-lost':
    '« {{name}} » avait été saisi, mais cette exécution de Tablewatch ne l’a pas. Saisissez-le de nouveau dans la connexion ; les envois qui n’ont pu être vérifiés sont gardés et pourront alors être rejoués.',
  'check-failed':
    'L’envoi n’a pu être vérifié : la vérification elle-même a échoué. Il est gardé ; rejouez-le après une mise à jour de Tablewatch.',
  'setup-invalid':
    'La configuration de cet abonnement ne convient pas à cette version (en {{path}}) : ce qui arrive est gardé sans être lu. Enregistrez de nouveau la connexion.',
  'connection-locked':
    '{{connection}} : « {{name}} » manque, ce qui arrive est gardé sans être lu. Saisissez-le de nouveau, puis rejouez.',
  'decrypt-failed':
    'Le contenu ne peut être déchiffré avec « {{name}} ». Recopiez-le depuis le service, puis rejouez.',
  // parsing
  'not-json':
    'Le contenu n’est pas du JSON ({{reason}}). Il est gardé ; rejouez-le après une mise à jour de Tablewatch.',
  'not-utf8': 'Le contenu n’est pas un texte UTF-8 valide. Il est gardé, octet par octet.',
  'too-deep':
    'Le contenu est imbriqué sur plus de {{limit}} niveaux. Il est gardé, mais n’a pas été lu.',
  'unknown-shape':
    'Le contenu n’a pas la forme documentée par ce service (en {{path}} : {{reason}}). Il est gardé ; rejouez-le après une mise à jour.',
  'parser-failed':
    'Tablewatch a échoué sur cet envoi ({{reason}}). C’est notre faute ; il est gardé, rejouez-le après une mise à jour.',
  'not-watched':
    'Il concerne une table ou une base qui n’est pas surveillée ici. Il est gardé ; choisissez la table dans sa connexion pour être averti de la suite.',
  // calls to services
  'service-unreachable': '{{host}} ne répond pas ({{reason}}). Vérifiez l’adresse et le réseau.',
  'service-refused': '{{host}} a refusé les identifiants. Saisissez un jeton valide.',
  'service-not-found':
    '{{host}} ne connaît pas {{what}}. Vérifiez que cela existe encore et que le jeton y a accès.',
  'service-answer': '{{host}} a répondu {{status}} : {{message}}',
  'service-shape':
    '{{host}} a répondu sous une forme que cette version ne connaît pas (en {{path}}).',
  'service-busy': '{{host}} demande d’attendre (trop de requêtes). Réessayez dans une minute.',
  'hooks-unsupported':
    'Ce service ne permet pas de créer de webhook d’ici. Créez-le à la main avec l’adresse affichée.',
  'read-token-missing':
    'Aucun jeton n’est saisi pour {{host}} : ses tables ne peuvent être listées. Saisissez un jeton d’API de la base, ou ajoutez le webhook à la main.',
  'account-token-missing':
    'Créer des webhooks sur {{host}} demande un jeton de compte. Saisissez-en un, ou créez-y le webhook à la main avec l’adresse et la clé affichées.',
  'server-too-old':
    '{{host}} utilise un NocoDB trop ancien pour Tablewatch ({{version}}) : il faut la version 0.202 ou une plus récente. Mettez NocoDB à jour sur ce serveur, puis réessayez.',
  'server-too-new':
    '{{host}} utilise un NocoDB que ce Tablewatch ne connaît pas encore ({{version}}) : il refuse les webhooks ou les appels actuels. Mettez Tablewatch à jour, puis réessayez.',
  'hook-target-private':
    '{{host}} refuse d’envoyer vers des adresses privées. Définissez une adresse publique, ou autorisez les webhooks locaux sur ce serveur.',
  'public-address-unproved':
    'Rien ne prouve encore que l’adresse publique mène à Tablewatch ; aucun webhook qui l’appelle n’est donc créé. Il le sera tout seul dès que l’adresse sera vérifiée, ou dès que vous direz dans les réglages qu’elle mène ici.',
  'address-changed':
    '{{connection}} : l’adresse publique est maintenant {{address}}, mais le webhook que vous avez créé sur le service appelle l’ancienne ; rien n’arrive donc. Copiez l’adresse depuis la connexion et saisissez-la sur le service ; le premier envoi montrera qu’elle fonctionne.',
  'watched-table-gone':
    '{{connection}} : la table « {{table}} », qui était suivie, a été supprimée sur le service. Choisissez de nouveau les tables de cette connexion ; si elle y revient, elle sera suivie d’elle-même.',
  'public-address-missing':
    'Aucune adresse publique n’est définie : le service ne peut joindre cette machine. Définissez-en une dans les réglages.',
  // connexion, jetons et quotas
  'token-expired':
    '{{host}} n’accepte pas ce jeton, peut-être périmé. Saisissez-en un nouveau ou reconnectez-vous.',
  'sign-in-needed':
    '{{connection}} : le jeton d’accès n’est plus valable. Reconnectez-vous ou collez-en un nouveau ; ce qui a changé entre-temps sera lu alors.',
  'sign-in-refused':
    '{{host}} a refusé la connexion. Recommencez et donnez votre accord sur la page.',
  'sign-in-timeout':
    'Personne n’est revenu de la page de connexion en {{minutes}} minutes. Recommencez.',
  'sign-in-port':
    'Le port {{port}}, prévu pour le retour de la connexion, est pris par un autre programme. Quittez-le ou enregistrez une autre adresse de redirection.',
  'sign-in-foreign':
    'Une page revenue de {{host}} n’appartient pas à cette connexion ; elle a été ignorée. Terminez dans la dernière fenêtre ouverte du navigateur, ou recommencez.',
  'sign-in-gone':
    'Cette connexion est terminée, et ce qu’elle a apporté n’est plus disponible. Reconnectez-vous.',
  'code-expired':
    '{{host}} indique que la connexion a pris trop de temps (un code vaut 5 minutes). Recommencez.',
  'app-unknown':
    '{{host}} ne connaît pas cet identifiant d’application. Copiez-le depuis la console de developer.kdocs.cn ; les applications d’open.wps.cn ne fonctionnent pas ici.',
  'budget-spent':
    '{{service}} : les appels permis en un jour sont épuisés ({{used}} sur {{limit}}). La lecture reprend d’elle-même dans {{minutes}} minutes environ.',
  'budget-declared':
    '{{service}} dit lui-même qu’il ne reste plus d’appels pour l’instant, alors que {{used}} sur {{limit}} seulement sont comptés ici ; d’autres programmes les partagent peut-être. Nouvel essai automatique dans environ {{minutes}} minutes.',
  'too-many-hooks':
    '{{host}} permet {{limit}} webhooks par document : {{ours}} sont faits ici, les {{others}} autres appartiennent à d’autres personnes ou à d’autres suivis. Ce qui n’a pas tenu est trouvé en comparant la table à intervalles réguliers ; la place est cherchée de nouveau chaque quart d’heure.',
  'hook-not-removed':
    'Le webhook {{hook}} est toujours chez le service, qui ne l’a pas supprimé. Supprimez-le là-bas par son identifiant.',
  'rows-without-key':
    'Les lignes de la table « {{table}} » ne peuvent pas être distinguées : {{host}} ne lui donne pas de clé primaire, ou arrondit les grands nombres de sa clé. Seul ce que disent ses webhooks est montré. Donnez à la table une clé primaire de texte ou de nombres plus petits.',
  'cursor-repeats':
    '{{host}} répète une page de la table, qui n’a donc pas pu être lue jusqu’au bout. Nouvel essai plus tard.',
  'catch-up-unfinished':
    '{{connection}} : le rattrapage est encore en cours. {{host}} ne laisse lire qu’une partie à la fois ; la lecture reprend d’elle-même à {{again, datetime(timeStyle: short)}}.',
  'catch-up-reached':
    '{{connection}} : le rattrapage est encore en cours, jusqu’ici jusqu’au {{reached, datetime(dateStyle: short; timeStyle: short)}}. {{host}} ne laisse lire qu’une partie à la fois ; la lecture reprend d’elle-même à {{again, datetime(timeStyle: short)}}.',
  'catch-up-unsupported':
    '{{connection}} : ce service ne peut pas encore être relu après coup ; ce qui a changé pendant ce temps reste inconnu. Regardez-y directement si c’est important.',
  // live channels and logs of changes
  'live-elsewhere':
    'Un autre Tablewatch sur cet ordinateur (processus {{pid}}) tient le canal en direct de cette application, et chaque changement ne parvient qu’à l’un des deux. Celui-ci prend le relais dès que l’autre se termine.',
  'live-unheard':
    '{{count}} changements sur {{all}} du dernier jour ne sont jamais arrivés par le canal, pourtant ouvert, et ont été retrouvés par comparaison. Un autre programme ou ordinateur est sans doute connecté avec la même application, et chaque changement n’en atteint qu’un. Arrêtez l’autre, ou donnez à chacun sa propre application.',
  'live-shared':
    '{{connection}} tient déjà le canal en direct de cette application : les changements arrivent là. Surveillez la base avec cette connexion, ou supprimez-la.',
  'live-timeout':
    '{{host}} n’a pas ouvert le canal en direct en {{seconds}} secondes. Un nouvel essai se fait de lui-même.',
  'live-too-old':
    '{{host}} parle une forme du canal direct plus ancienne que Tablewatch. Mettez SeaTable à jour sur ce serveur. D’ici là, les changements arrivent par un webhook, s’il y en a un, ou sont lus dans son journal toutes les trente secondes.',
  'live-untrusted':
    'Le canal direct ne fait pas confiance au certificat de {{host}} ({{reason}}). Lancez Tablewatch avec la variable d’environnement NODE_EXTRA_CA_CERTS, qui nomme le fichier (PEM) du certificat qui l’a signé, par exemple celui de votre entreprise. D’ici là, les changements sont lus dans le journal du serveur toutes les trente secondes.',
  'history-incomplete':
    '{{connection}} : le journal du service ne remonte plus jusqu’à la dernière lecture ; des changements intermédiaires peuvent manquer. Vérifiez sur place si cela compte.',
  'history-repeats':
    '{{host}} répète un passage de son journal des changements, qui n’a pas pu être lu jusqu’au bout. Un nouvel essai suivra.',
  'base-not-picked':
    'Aucun document n’est encore choisi. Choisissez-en un ou saisissez son identifiant.',
  'watch-missing':
    'Cette connexion ne suit encore rien. Choisissez des tables et des types de changement.',
  'connection-unknown': 'Il n’y a pas de connexion {{id}} ici. Il y a : {{known}}.',
  'not-running':
    'Rien ne sert ce dossier de données, et aucun fichier de configuration avec ses secrets n’est là. Lancez `tablewatch serve` ou passez --config.',
  // the public address over SSH
  'ssh-host-unknown':
    'Le serveur SSH {{host}} est introuvable. Vérifiez son nom, ou le réseau de cette machine.',
  'ssh-refused':
    'Rien n’écoute en SSH sur {{host}}, port {{port}}. Vérifiez le port, ou démarrez-y le serveur SSH.',
  'ssh-unreachable':
    'Le serveur SSH {{host}} est injoignable ({{reason}}). Vérifiez le réseau de cette machine.',
  'ssh-silent':
    'Le serveur SSH {{host}}, port {{port}}, ne répond pas. Vérifiez qu’il tourne et qu’aucun pare-feu ne fait obstacle.',
  'ssh-not-ssh':
    '{{host}}, port {{port}}, ne parle pas un SSH connu de cette version. Vérifiez le port.',
  'ssh-too-old':
    '{{host}} et Tablewatch n’ont aucun chiffrement sûr en commun. Mettez à jour le serveur SSH.',
  'ssh-turned-away':
    '{{host}} a fermé la connexion avant l’identification. Il bloque peut-être cette adresse pour un temps (fail2ban, MaxStartups) ; consultez son journal.',
  'ssh-host-key-changed':
    '{{host}} présente une autre clé ({{found}}) que jusqu’ici ({{known}}) : rien n’a été envoyé. Si le serveur a été réinstallé, oubliez sa clé dans les réglages ; sinon, quelqu’un s’est peut-être interposé.',
  'ssh-key-unreadable':
    'Le fichier de clé {{path}} est illisible ({{reason}}). Vérifiez le chemin et ses droits.',
  'ssh-key-unfit':
    '{{path}} n’est pas une clé privée lisible par Tablewatch. Choisissez une clé au format OpenSSH ou PEM, pas le .pub voisin ; PuTTY sait en exporter une.',
  'ssh-passphrase-missing':
    'La clé {{path}} est verrouillée. Saisissez sa phrase secrète, ou confiez-la à un agent SSH.',
  'ssh-passphrase-wrong': 'La phrase secrète n’ouvre pas la clé {{path}}. Saisissez-la de nouveau.',
  'ssh-key-refused':
    '{{host}} n’accepte pas {{user}} avec la clé {{path}}. Vérifiez le nom d’utilisateur, et ajoutez la ligne du .pub à ~/.ssh/authorized_keys là-bas.',
  'ssh-agent-missing':
    'Aucun agent SSH ne répond sur cette machine. Démarrez-en un, ou choisissez un fichier de clé.',
  'ssh-agent-empty':
    'L’agent SSH ne détient aucune clé. Ajoutez-en une avec ssh-add, ou choisissez un fichier de clé.',
  'ssh-agent-refused':
    '{{host}} n’accepte {{user}} avec aucune clé de l’agent SSH. Vérifiez le nom d’utilisateur, et ajoutez l’une des clés (ssh-add -L) à ~/.ssh/authorized_keys là-bas.',
  'ssh-agent-too-many':
    '{{host}} a renoncé avant que vienne le tour de la bonne clé de l’agent SSH. Choisissez plutôt le fichier de clé.',
  'ssh-port-held':
    'Le port {{port}} de {{host}} est pris, peut-être par une liaison précédente. De nouveaux essais ont lieu d’eux-mêmes ; ClientAliveInterval 15 dans son sshd_config le libère plus tôt. Si un autre programme l’occupe, choisissez un autre port.',
  'ssh-port-privileged':
    'Le serveur ne donne pas le port {{port}} à {{user}} : les ports sous 1024 sont réservés à root. Choisissez-en un au-dessus.',
  'ssh-forward-refused':
    '{{host}} ne nous laisse pas écouter sur {{address}}, port {{port}}. Mettez AllowTcpForwarding à yes ou remote dans son sshd_config, et autorisez ce port dans PermitListen et authorized_keys.',
  'ssh-gateway-ports':
    'Le serveur écoute sur sa boucle locale au lieu de {{address}}. Mettez GatewayPorts à clientspecified dans son sshd_config, ou écoutez sur 127.0.0.1.',
  'ssh-link-ended': '{{host}} a mis fin à la connexion SSH.',
  'ssh-link-lost': 'La connexion SSH avec {{host}} est perdue.',
  // apps of a service, their rights, and the long connection
  'app-refused':
    '{{host}} n’accepte pas cet App ID avec cet App Secret. Copiez-les à nouveau depuis la console développeur, sous « Credentials ».',
  'app-secret-missing':
    'Aucun App Secret n’est saisi : {{host}} ne peut pas être interrogé. Copiez-le depuis la console développeur, sous « Credentials ».',
  'app-id-form':
    'Ce n’est pas un App ID de {{host}} : il se compose de cli_ et de 16 chiffres ou lettres de a à f. Copiez-le à nouveau depuis la console développeur.',
  'app-scopes-missing':
    '{{host}} : il manque un droit à l’application ({{scopes}}). Ajoutez-le dans la console développeur pour l’identité application et utilisateur, publiez une version et faites-la approuver.',
  'base-not-managed':
    '{{host}} : l’application ne peut pas gérer cette base. Dans la base, ouvrez « … », « Plus », « Ajouter une application de document », choisissez l’application et donnez-lui le droit de gestion. Si elle l’a, l’organisation a désactivé le journal d’accès aux documents.',
  'rows-hidden':
    '{{host}} cache à l’application des lignes de {{what}} : la base a des droits avancés. Donnez à l’application le droit de gestion de la base.',
  'live-busy':
    '{{host}} n’a pas de place pour la connexion longue en ce moment (code {{status}}). Nouvel essai automatique.',
  'live-limit':
    '{{host}} n’accepte plus de connexion longue pour cette application. Fermez les autres programmes qui utilisent son App ID ; nouvel essai automatique.',
  'live-lost': 'La connexion longue à {{host}} a été perdue. Elle est rouverte automatiquement.',
  'live-forbidden':
    '{{host}} n’autorise pas de connexion longue à cette application. Seule une application personnalisée y a droit, et seulement si la console envoie ses événements ainsi. S’ils vont à une URL de requête, choisissez-la aussi dans cette connexion.',
  // calls from the page or the CLI
  'input-invalid': 'Cette saisie n’est pas valable : {{path}} {{reason}}.',
  'query-invalid': 'Le filtre est illisible à « {{at}} ». {{expected}}',
  'not-found': 'Cet élément n’existe plus. Il a peut-être été supprimé entre-temps.',
  'address-taken':
    'Cette adresse sert déjà à un autre abonnement. Laissez-la vide pour en créer une.',
  'secret-name-unknown': 'Ce service n’a pas de secret nommé {{name}}. Connus : {{known}}.',
  'link-refused':
    'Seules les pages https des services configurés sont ouvertes. L’adresse peut être copiée.',
  internal: 'Une erreur est survenue dans Tablewatch ({{reason}}). Merci de la signaler.',
};
