// Covalue's own binary, started as a person starts it.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const REPOSITORY = fileURLToPath(new URL('..', import.meta.url));
export const BINARY =
  process.env.COVALUE_BINARY ??
  path.resolve(REPOSITORY, process.env.CARGO_TARGET_DIR ?? 'target', 'debug', 'covalue');

const run = promisify(execFile);

const START_LIMIT_MS = 60_000;
const STOP_LIMIT_MS = 10_000;

const LINK = /https?:\/\/(?:localhost|127\.0\.0\.1|\[::1\]):\d+\S*/;
const ONE_TIME_CODE = /one-time code:?\s+(\S+)/i;

/** `covalue demo`: the demo relationship, on a port of its own. */
export function startDemo(...options) {
  return startCovalue(['demo', '--listen', '127.0.0.1:0', ...options], { needs: [LINK] });
}

/** `covalue serve`: the empty product with a fresh data directory and a one-time code. */
export async function startServe(...options) {
  const data = await mkdtemp(path.join(os.tmpdir(), 'covalue-e2e-'));
  try {
    const server = await startCovalue(
      ['serve', '--data', data, '--listen', '127.0.0.1:0', ...options],
      { needs: [LINK, ONE_TIME_CODE] },
    );
    let running = server;
    return {
      ...server,
      output: () => running.output(),
      /** Stops the server, runs `covalue admin ARGS` on its data, and serves on at the same address. */
      async meanwhile(...args) {
        await running.stop();
        const { stdout } = await run(BINARY, ['admin', '--data', data, ...args]);
        const { port } = new URL(server.origin);
        running = await startCovalue(['serve', '--data', data, '--listen', `127.0.0.1:${port}`, ...options]);
        return stdout;
      },
      async stop() {
        await running.stop();
        await rm(data, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await rm(data, { recursive: true, force: true });
    throw error;
  }
}

/** `covalue serve` on a database that other nodes may share; only the first of them prints a code. */
export function startNode(database) {
  return startCovalue(['serve', ...database.settings, '--listen', '127.0.0.1:0']);
}

/**
 * Starts the binary and waits until everything in `needs` has been printed.
 * Returns `{ link, origin, code, output(), stop() }`; `code` is null where none is printed.
 */
export async function startCovalue(args, { needs = [LINK], binary = BINARY } = {}) {
  const child = spawn(binary, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  const ended = once(child, 'exit').catch((error) => [error.message]);
  await new Promise((resolve, reject) => {
    const giveUp = (why) => {
      child.kill('SIGKILL');
      reject(new Error(`covalue ${args.join(' ')}: ${why}; it printed:\n${printed}`));
    };
    const timer = setTimeout(() => giveUp('not ready in time'), START_LIMIT_MS);
    const read = (chunk) => {
      printed += chunk;
      // Only whole lines: a link cut in two by the pipe would still look like one.
      const lines = printed.slice(0, printed.lastIndexOf('\n') + 1);
      if (needs.every((need) => need.test(lines))) {
        clearTimeout(timer);
        resolve();
      }
    };
    child.stdout.setEncoding('utf8').on('data', read);
    child.stderr.setEncoding('utf8').on('data', read);
    ended.then(([status]) => {
      clearTimeout(timer);
      giveUp(`it ended (${status})`);
    });
  });

  const link = printed.match(LINK)[0];
  return {
    link,
    origin: new URL(link).origin,
    code: printed.match(ONE_TIME_CODE)?.[1] ?? null,
    output: () => printed,
    /** Ends it as a machine that loses its power does. */
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
    async stop() {
      const kill = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS);
      child.kill('SIGTERM');
      await ended;
      clearTimeout(kill);
    },
  };
}
