// What a program does each night, by the client that @hey-api/openapi-ts makes of the API's description.
//
// It reads what the service is worth and what happened since last night, adds features that are not there
// yet, and says a word that is said once however often the script runs.

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { env } from "node:process";

import { client } from "./client/client.gen.js";
import * as covalue from "./client/sdk.gen.js";
import type { Command, Problem } from "./client/types.gen.js";

const WANTED = ["Report of dropped calls by depot", "Second link for the warehouse"];
const position = env.POSITION!;
client.setConfig({ baseUrl: env.COVALUE_URL! as `http://${string}`, auth: () => env.COVALUE_TOKEN! });

/** The answer, unless it is a problem: then the night is over. */
function told<T>({ data, error }: { data?: T; error?: unknown }): T {
  if (data !== undefined) return data;
  const { code, request_id, detail, errors } = error as Problem;
  throw new Error(`${code} (${request_id}): ${detail} ${JSON.stringify(errors)}`);
}

const you = told(await covalue.me());
console.log(`${you.name}, until ${you.expires}`);
const [relationship] = told(await covalue.relationships()).relationships;
const path = { relationship: relationship!.id };
const here = told(await covalue.relationship({ path })).you.party;

const send = async (key: string, body: Command) =>
  told(await covalue.command({ path, body, headers: { "Idempotency-Key": key } }));

const worth = told(await covalue.value({ path }));
for (const { statement, figures } of worth.outcomes) {
  const said = figures.flatMap((one) => (one.status === "said" ? [`${worth.names[one.party]}: ${one.worth}`] : []));
  console.log(statement, said);
}

let after = existsSync(position) ? readFileSync(position, "utf8") : undefined;
let count = 0;
for (let more = true; more; ) {
  const news = told(await covalue.changes({ query: { after, limit: 500 } }));
  const entries = news.relationships.flatMap((at) => at.entries);
  count += entries.filter((entry) => entry.sight !== "sealed").length;
  ({ next: after, more } = news);
}
writeFileSync(position, after!);
console.log(`${count} things happened since last night`);

const known = told(await covalue.features({ path })).features.map((feature) => feature.name);
const missing = WANTED.filter((name) => !known.includes(name));
if (missing.length > 0) {
  const features = missing.map((name) => ({ name, offered_by: here, origins: ["user" as const] }));
  const added = await send(`add-${missing.length}`, { command: "add_features", features });
  console.log("added", added.made.map((made) => made.id));
}

const words: Command = {
  command: "say", kind: "idea", audience: "whole_table", words: "Nightly report: all links are up, says TypeScript.",
};
const first = await send("report-by-typescript", words);
const again = await send("report-by-typescript", words);
if (first.last !== again.last) throw new Error("said twice");
if (env.NIGHT !== "first" && count > 9) throw new Error("read from the beginning again");
