// What the command line says of itself.

import type { cli as english } from '../en/cli';
import type { SameKeys } from '../same-keys';

export const cli: SameKeys<typeof english> = {
  about: 'Surveille des tables en ligne partagées et dit ce qui a changé.',
  serve: 'Recevoir les changements et en imprimer un par ligne, en JSON.',
  events: 'Lister les changements enregistrés, du plus récent au plus ancien.',
  record: 'Montrer une ligne entière telle qu’après l’un de ses changements.',
  recordId: 'Identifiant d’un changement de la ligne, comme `events` l’écrit.',
  recordAt: 'Telle qu’à ce moment, par exemple 2026-11-21T09:30Z, plutôt.',
  isoTime: 'Un moment était attendu, par exemple 2026-11-21T09:30Z.',
  deliveries: 'Lister ce qui est arrivé et ce qui en a été fait, du plus récent au plus ancien.',
  replay: 'Relire les envois conservés.',
  status: 'Montrer ce que contient un dossier de données.',
  unwatch: 'Cesser de surveiller une connexion et retirer ses webhooks du service.',
  check: 'Vérifier maintenant les webhooks d’une connexion et afficher le résultat.',
  connection: 'Identifiant de la connexion.',
  unwatchConfig:
    'Le fichier de configuration, si rien ne tourne ; à défaut, le dernier utilisé par serve.',
  hooksLeft:
    'Ces webhooks sont encore dans le service, qui ne les a pas retirés ; retirez-les là-bas : {{ids}}',
  unwatchFailed: 'Rien n’a été retiré chez le service. Webhooks qui y restent : {{ids}}',
  watchAgain:
    'Un fichier de configuration avec `watch` les recréerait au prochain démarrage : retirez-en `watch`.',
  data: 'Dossier de la base de données.',
  config: 'Fichier JSON des connexions et de l’adresse publique.',
  port: 'Port du récepteur sur 127.0.0.1 ; 0 en prend un libre.',
  demo: 'Ajouter des tables de démonstration qui changent toutes les quelques secondes.',
  query: 'Filtre, par exemple `table:CRM action:updated 深圳`.',
  limit: 'Au plus ce nombre.',
  format: 'Forme de la sortie.',
  state: 'Seulement les envois dans cet état.',
  replayAll: 'Tous les envois conservés.',
  replayOne: 'Un envoi, par son identifiant.',
  replayConfig: 'Le fichier de configuration, si la lecture demande un secret.',
  replayWhat: 'Dites quoi relire : --all, ou --delivery ID.',
  portNumber: 'Port de 0 à 65535 attendu.',
  wholeNumber: 'Nombre entier attendu.',
  configUnreadable:
    'Le fichier de configuration {{file}} est illisible ({{reason}}). Vérifiez le chemin.',
  configWrong:
    'Le fichier de configuration {{file}} est faux aux endroits suivants ; rien n’a été démarré :',
};
