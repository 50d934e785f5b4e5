// A database of its own on the PostgreSQL server that `cargo xtask e2e` starts.
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';

const SERVER = process.env.COVALUE_TEST_POSTGRES;
const run = promisify(execFile);

/** Makes one; its `settings` go to `covalue serve`. */
export async function makeDatabase() {
  if (!SERVER) throw new Error('COVALUE_TEST_POSTGRES names no server: run `cargo xtask e2e`');
  const name = `journey_${randomUUID().replaceAll('-', '')}`;
  const ask = async (statement) => {
    const { stdout } = await run('psql', [SERVER, '--quiet', '--tuples-only', '--set', 'ON_ERROR_STOP=1', '--command', statement]);
    return stdout.split('\n').filter(Boolean);
  };
  await ask(`CREATE DATABASE ${name}`);
  const url = new URL(SERVER);
  url.pathname = name;
  return {
    settings: ['--database', url.href],

    /** Ends every connection on which a node waits for hints; how many there were. */
    async dropListeners() {
      const ended = await ask(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}' AND query LIKE 'LISTEN %'`,
      );
      return ended.length;
    },

    drop: () => ask(`DROP DATABASE ${name} WITH (FORCE)`),
  };
}
