// The rail: views, connections, places.
import type { SameKeys } from '#shared/text/same-keys';
import type { views as english } from '../en/views';

export const views: SameKeys<typeof english> = {
  heading: 'Vues',
  all: 'Tout',
  unread: 'Non lus',
  unreadCount_one: '{{count, number}} non lu',
  unreadCount_other: '{{count, number}} non lus',
  connections: 'Connexions',
  connect: 'Connecter une table',
  places: 'Pages',
  save: 'Enregistrer comme vue',
  name: 'Nom de la vue',
  rename: 'Renommer',
  moveUp: 'Monter',
  moveDown: 'Descendre',
  remove: 'Supprimer la vue',
  menu: 'Options de la vue « {{name}} »',
  saved: 'Vue « {{name}} » enregistrée',
  removed: 'Vue « {{name}} » supprimée',
};
