/** The largest body of an ordinary request, in bytes. */
export const ordinaryBody = 1024 * 1024;

/** The largest body of whoever may import: a file of 10 MB in Base64, and what stands around it. */
export const largestBody = 15 * 1024 * 1024;

/** How long a request may take to arrive, in milliseconds. */
export const requestTimeout = 300_000;
