// What the settings place says.
import type { SameKeys } from '#shared/text/same-keys';
import type { settings as english } from '../en/settings';

export const settings: SameKeys<typeof english> = {
  title: 'Réglages',
  save: 'Enregistrer',
  cancel: 'Annuler',
  system: 'Comme le système',
  looks: 'Apparence',
  announcing: 'Notifications et zone de notification',
  reaching: 'Réception',
  about: 'Démo et à propos',
  language: { label: 'Langue' },
  theme: { label: 'Couleurs', light: 'Clair', dark: 'Sombre' },
  density: {
    label: 'Densité',
    help: 'L’affichage compact montre plus de changements à la fois.',
    comfortable: 'Confortable',
    compact: 'Compacte',
  },
  notifications: {
    label: 'Afficher les notifications',
    help: 'Vous signale un changement dès qu’il arrive.',
  },
  paused: {
    label: 'Pause',
    help: 'Les changements sont toujours reçus et conservés ; rien n’est annoncé.',
  },
  closeToTray: {
    label: 'Rester dans la zone de notification',
    help: 'Fenêtre fermée, Tablewatch continue de recevoir. Quittez-le depuis son menu.',
  },
  receiver: {
    label: 'Récepteur sur cet ordinateur',
    stopped: 'Arrêté',
    listening: 'À l’écoute',
    failed: 'N’a pas pu démarrer',
  },
  secrets: {
    label: 'Jetons et secrets',
    kept: 'Chiffrés par le trousseau du système. Ils ne sont plus jamais affichés.',
    notKept:
      'Ce système n’offre pas de trousseau : jetons et secrets ne sont gardés que jusqu’à la fermeture de Tablewatch. Installez ou déverrouillez un trousseau pour les garder, ou choisissez ci-dessous.',
    plain:
      'Ce système n’offre pas de trousseau. Jetons et secrets sont enregistrés en clair dans le dossier de données : quiconque lit vos fichiers peut les lire.',
    plainLabel: 'Les garder sans chiffrement sur cet ordinateur',
    plainHelp: 'À choisir seulement si personne d’autre ne peut lire vos fichiers.',
  },
  demo: {
    label: 'Tables de démonstration',
    on: 'En marche : des tables fictives changent toutes les quelques secondes.',
    off: 'Des tables fictives qui changent toutes les quelques secondes. Sans compte.',
    start: 'Lancer la démo',
    stop: 'Arrêter la démo',
    question: 'Les connexions et les changements de la démo sont retirés.',
  },
  data: {
    label: 'Vos données',
    help: 'Les changements et les envois restent sur cet ordinateur. Rien n’est envoyé ailleurs.',
    events_one: '{{shown}} changement conservé',
    events_other: '{{shown}} changements conservés',
  },
  version: 'Version',
};
