/** Where the API lives; sockets speak at the same path. */
export const graphqlPath = "/graphql";

/** Where it speaks as Server-Sent Events. */
export const streamPath = "/graphql/stream";
