// Where secrets lie in the vault: those of a connection, and the one that a managed hook sends with every delivery.

export const connectionSecret = (connectionId: string, name: string): string =>
  `connection/${connectionId}/${name}`;

export const hookSecret = (subscriptionId: string): string => `subscription/${subscriptionId}/hook`;

/** Under this name a source finds the secret of its hook, beside those of the connection. */
export const hookSecretName = 'headerSecret';
