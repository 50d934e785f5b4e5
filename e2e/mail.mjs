// A mail server on the loopback: what it takes is parsed and kept.
import { once } from 'node:events';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** Starts one. `settings` are the server's for `covalue serve` and `covalue admin mail`. */
export async function startMailServer() {
  const arrived = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, session, done) {
      simpleParser(stream).then((mail) => {
        arrived.push({ ...mail, to: session.envelope.rcptTo.map(({ address }) => address) });
        done();
      }, done);
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address();
  return {
    settings: ['--smtp-url', `smtp://127.0.0.1:${port}`, '--smtp-from', 'Covalue <covalue@example.org>'],

    /** What has arrived since it was asked last, in the order of addresses. */
    arrived: () => arrived.splice(0).sort((a, b) => a.to[0].localeCompare(b.to[0])),

    stop: () => new Promise((stopped) => server.close(stopped)),
  };
}

/** The first link in a mail's text that begins so. */
export function linkIn(mail, beginning) {
  const at = mail.text.indexOf(beginning);
  if (at < 0) throw new Error(`no ${beginning} in:\n${mail.text}`);
  return mail.text.slice(at).split(/\s/)[0];
}
