// Google's Node client as it comes. Arguments: the folder of its packages, our address, a key.
// Reads a JSON list of [resource, method, parameters] and prints what each call answered;
// the method "all" of claims follows nextPageToken to the end.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const [, , packages, rootUrl, auth] = process.argv;
const { factchecktools } = createRequire(`${packages}/`)("@googleapis/factchecktools");
const service = factchecktools({ version: "v1alpha1", rootUrl, auth });

async function all(parameters) {
  const texts = [];
  let pageToken;
  do {
    const { data } = await service.claims.search({ ...parameters, pageToken });
    texts.push(...(data.claims ?? []).map((claim) => claim.text));
    pageToken = data.nextPageToken;
  } while (pageToken);
  return texts;
}

async function answer([resource, method, parameters]) {
  try {
    if (method === "all") return { data: await all(parameters) };
    const { status, data } = await service[resource][method](parameters);
    return { status, data };
  } catch (error) {
    return { status: error.response?.status, error: error.response?.data ?? error.message };
  }
}

const answers = [];
for (const call of JSON.parse(readFileSync(0, "utf-8"))) answers.push(await answer(call));
console.log(JSON.stringify(answers));
