// What the welcome and the connections place say.
import type { SameKeys } from '#shared/text/same-keys';
import type { connections as english } from '../en/connections';

export const connections: SameKeys<typeof english> = {
  title: 'Connexions',
  add: 'Ajouter',
  back: 'Toutes les connexions',
  cancel: 'Annuler',
  done: 'Terminé',
  edit: 'Modifier',
  again: 'Réessayer',
  copied: 'Copié',
  documentation: 'Lire la documentation',
  limits: 'Bon à savoir',
  lastEvent: 'Dernier changement',
  noEvent: 'Aucun changement',
  watched: 'Suivi',
  watchMore: 'Suivre plus',
  count_one: '{{count}} suivi',
  count_other: '{{count}} suivis',
  connectTo: 'Connecter {{service}}',
  health: {
    ok: 'Réception en cours',
    waiting: 'En attente du premier envoi',
    attention: 'Demande votre attention',
    idle: 'Rien n’est encore suivi',
    reconnecting: 'Reconnexion en cours',
  },
  welcome: {
    title: 'Voyez ce qui change dans vos tables partagées',
    sentence:
      'Tablewatch reste dans la zone de notification, reçoit les changements dès qu’ils ont lieu et indique quelle cellule est passée de quoi à quoi.',
    connect: 'Connecter un service',
    demo: 'Essayer avec des tables de démonstration',
    demoSentence: 'Sans compte. Des tables fictives changent toutes les quelques secondes.',
    demoStart: 'Lancer la démo',
    local: 'Tout reste sur cet ordinateur.',
  },
  choose: {
    title: 'Connecter un service',
    sentence: 'Choisissez où se trouvent les tables à suivre.',
  },
  ability: {
    beforeValues: {
      yes: 'Anciennes et nouvelles valeurs',
      partly: 'Anciennes valeurs, par comparaison',
      no: 'Anciennes valeurs non transmises',
    },
    actor: {
      yes: 'Auteur du changement',
      partly: 'Auteur du changement, parfois',
      no: 'Auteur non indiqué',
    },
    deletedContent: {
      yes: 'Contenu des lignes supprimées',
      partly: 'Lignes supprimées, par comparaison',
      no: 'Contenu supprimé non transmis',
    },
    hooks: {
      subscribed: 'S’abonne à la base pour vous',
      yes: 'Webhooks créés pour vous',
      partly: 'Webhook à ajouter à la main',
      no: 'Pas de webhooks',
    },
    publicAddress: {
      yes: 'Sans adresse publique',
      no: 'Adresse publique nécessaire',
    },
  },
  compare: {
    open: 'Comparer en détail',
    caption: 'Ce que peut chaque service',
  },
  next: {
    anywhere: 'Aucune adresse publique n’est nécessaire.',
    tables: 'Ensuite, vous choisirez les tables à suivre.',
    hook: 'Ensuite, vous recevrez une adresse à coller dans le service.',
  },
  form: {
    name: 'Nom',
    nameHelp: 'Le nom de cette connexion ici.',
    optional: '{{label}} (facultatif)',
    connect: 'Connecter',
    save: 'Enregistrer',
    makeSecret: 'En créer une',
    copySecret: 'Copier la clé',
    secretSet: 'Défini. Il n’est jamais affiché.',
    secretShow: 'Montrer la saisie',
    secretReplace: 'Remplacer',
    secretsNotKept:
      'Ce système n’offre pas de trousseau : les secrets saisis ici ne sont gardés que jusqu’à la fermeture de Tablewatch. Installez ou déverrouillez un trousseau, ou choisissez dans les réglages de les garder en clair.',
    secretKeep: 'Garder celui qui est défini',
    issue: {
      missing: 'Nécessaire pour se connecter.',
      signIn: 'Connectez-vous d’abord.',
      url: 'Entrez une adresse complète, par exemple https://example.com.',
      other: 'Refusé : {{reason}}',
    },
  },
  private: {
    sentence:
      'Aucune adresse publique n’est définie : seuls les programmes de cet ordinateur peuvent envoyer aux adresses ci-dessous. Pour un service sur Internet, définissez-en une d’abord.',
    settings: 'Définir une adresse publique',
  },
  cutOff: {
    sentence: 'L’adresse publique ne mène pas ici pour l’instant ; rien n’arrive.',
    settings: 'Ouvrir les réglages',
  },
  live: {
    again: 'Essayer maintenant',
    off: 'Le canal en direct est fermé. Il s’ouvre de lui-même dès que les identifiants sont saisis et que quelque chose est surveillé.',
    connecting: 'Le canal en direct s’ouvre.',
    on: 'Le canal en direct est ouvert : les changements arrivent aussitôt. Ouvert',
    lastMessage: 'Dernier message',
    retrying:
      'Le canal en direct s’est rompu et se rouvre de lui-même ; ce qu’il manque est lu ensuite.',
    failed: 'Le canal en direct ne peut pas s’ouvrir.',
  },
  subscription: {
    byLive: 'Les changements arrivent par le canal en direct.',
    everything: 'Tout ce que le service envoie',
    stop: 'Ne plus suivre',
    stopManaged: 'Son webhook est aussi retiré du service. Les changements déjà vus restent.',
    stopByHand:
      'Son adresse cessera de répondre. Retirez aussi le webhook du service. Les changements déjà vus restent.',
    copyAddress: 'Copier l’adresse',
    entered: 'Je l’ai saisie là-bas',
    enteredHint:
      'Le problème disparaît jusqu’à ce que l’adresse change encore, ou qu’un envoi arrive par l’ancienne.',
    noAddressYet: 'Son adresse s’affichera ici dès que l’adresse publique sera connectée.',
    waiting: 'En attente du premier envoi…',
    first: 'Tout fonctionne : premier envoi reçu,',
    last: 'Dernier envoi',
  },
  steps: {
    show: 'Comment ajouter le webhook',
    hide: 'Masquer les étapes',
  },
  setUp: {
    title: 'Comment le mettre en place',
    copy: 'Copier',
    noAddress: 'Elle s’affiche ici dès que quelque chose est surveillé.',
  },
  pick: {
    wholeBase: 'Toutes les tables, aussi celles à venir',
    live: 'Les changements arrivent en direct, sans adresse publique.',
    subscribed: 'Tablewatch abonne ensuite l’application à la base auprès du service.',
    byAddress: 'Une autre base, par son adresse',
    look: 'Chercher',
    pasteFirst: 'Collez l’adresse d’une base, ou de la page du wiki qu’elle est.',
    notFound: 'Aucune base n’a cette adresse.',
    instead: 'Choisir plutôt des tables',
    title: 'Choisir quoi suivre',
    noBases: 'Ce jeton ne voit rien dans le service. Donnez-lui accès à une base, puis réessayez.',
    noTables: 'Il n’y a pas encore de table ici. Ajoutez-en une dans le service.',
    watched: 'Déjà suivie',
    watch_one: 'Suivre {{count}} table',
    watch_other: 'Suivre {{count}} tables',
    watchNone: 'Suivre',
    made: 'Un webhook par table est créé dans le service.',
  },
  byHand: {
    instead: 'Ajouter plutôt un webhook à la main',
    title: 'Ajouter un webhook à la main',
    sentence: 'Créez une adresse ici, puis collez-la dans un nouveau webhook du service.',
    make: 'Créer une adresse',
  },
  hooks: {
    subscriptions: 'Abonnements dans le service',
    notSubscribed: 'L’application n’est abonnée à aucune base.',
    title: 'Webhooks dans le service',
    show: 'Afficher',
    hide: 'Masquer',
    none: 'Il n’y en a aucun pour les tables suivies.',
    ours: 'de Tablewatch',
    foreign: 'd’autrui',
    off: 'désactivé',
    remove: 'Retirer',
  },
  remove: {
    label: 'Retirer',
    questionManaged:
      'Retirer cette connexion, ses secrets et ses webhooks dans le service ? Les changements déjà vus restent.',
    questionByHand:
      'Retirer cette connexion et ses secrets ? Les webhooks restent dans le service jusqu’à ce que vous les y retiriez. Les changements déjà vus restent.',
    hooksLeft:
      'Ces webhooks n’ont pas pu être retirés et existent encore dans le service : {{hooks}}. Retirez-les là-bas.',
  },
  demo: {
    badge: 'démo',
    sentence:
      'Cette connexion fait partie de la démo. Elle disparaît quand vous arrêtez la démo dans les réglages.',
  },
};
