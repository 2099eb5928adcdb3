// The window's frame: rail, status line, keys, and words that every place shares.
import { shortNames } from '#shared/services';
import type { SameKeys } from '#shared/text/same-keys';
import type { frame as english } from '../en/frame';

export const frame: SameKeys<typeof english> = {
  landmark: {
    rail: 'Vues et pages',
    feed: 'Changements',
    detail: 'Détail du changement',
    status: 'État',
  },
  place: { connections: 'Connexions', deliveries: 'Envois', settings: 'Réglages' },
  fold: 'Replier le volet',
  unfold: 'Déplier le volet',
  resizeDetail: 'Largeur du détail',
  close: 'Fermer',
  save: 'Enregistrer',
  tryAgain: 'Réessayer',
  source: shortNames('fr'),
  status: {
    starting: 'Démarrage…',
    listening: 'À l’écoute sur {{address}}',
    stopped: 'Pas à l’écoute',
    noEvents: 'Aucun changement',
    lastEvent: 'Dernier changement : {{when}}',
    queue_one: '{{count, number}} envoi en attente',
    queue_other: '{{count, number}} envois en attente',
    undecoded_one: '{{count, number}} envoi illisible',
    undecoded_other: '{{count, number}} envois illisibles',
    problems_one: '{{count}} problème',
    problems_other: '{{count}} problèmes',
    paused: 'Notifications en pause',
    demo: 'Les tables de démonstration tournent',
    stopDemo: 'Arrêter',
  },
  keys: {
    title: 'Raccourcis',
    open: 'Afficher les raccourcis',
    next: 'Changement suivant',
    previous: 'Changement précédent',
    show: 'Ouvrir le changement',
    unread: 'Marquer comme lu ou non lu',
    search: 'Filtrer',
    link: 'Ouvrir la ligne dans son service',
    copy: 'Copier en Markdown',
    raw: 'Afficher l’envoi brut',
    newest: 'Aller au changement le plus récent',
    oldest: 'Aller au plus ancien chargé',
    markAll: 'Tout marquer comme lu',
    rail: 'Replier ou déplier le volet',
    back: 'Retour',
    sheet: 'Afficher ces raccourcis',
  },
  crashed:
    'Cette fenêtre a cessé de fonctionner. Vos changements sont en sécurité ; rechargez pour continuer.',
  reload: 'Recharger',
};
