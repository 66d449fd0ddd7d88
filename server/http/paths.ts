/** Where the API lives; sockets speak at the same path. */
export const graphqlPath = "/graphql";
