/** Closes an HTTP server promptly. */
import type http from 'node:http';

/** Lets running requests end within the grace period; idle keep-alive connections go at once (Node.js 19 and later). */
export function closeServer(server: http.Server, graceMs = 1000): Promise<void> {
  if (!server.listening) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
