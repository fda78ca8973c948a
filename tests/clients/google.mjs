// What a program in Node does with Google's client: told nothing but another address. Prints what came of it as JSON.
import { createRequire } from "node:module";

const [installed, rootUrl, token] = process.argv.slice(2);
const { factchecktools, auth } = createRequire(`${installed}/`)("@googleapis/factchecktools");

const reader = factchecktools({ version: "v1alpha1", auth: "any key", rootUrl });
const login = new auth.OAuth2();
login.setCredentials({ access_token: token });
const desk = factchecktools({ version: "v1alpha1", auth: login, rootUrl });
const pageUrl = "https://elsewhere.example/node";

async function refused(call) {
  try {
    await call();
    return null;
  } catch (error) {
    const { code, status, message, details } = error.response.data.error;
    return { code, status, message, details, thrown: [Number(error.code ?? error.status), error.message] };
  }
}

async function walked() {
  const texts = [];
  let pageToken;
  do {
    const { data } = await reader.claims.search({ query: "crime", pageSize: 2, pageToken });
    texts.push(...data.claims.map((claim) => claim.text));
    pageToken = data.nextPageToken;
  } while (pageToken);
  return texts;
}

const found = await reader.claims.search({ query: "crime", languageCode: "en-US", pageSize: 1 });
const nothing = await reader.claims.search({ query: "zebra" });
const cited = await reader.claims.imageSearch({ imageUri: "https://pictures.example/crime.jpg" });
const said = {
  found: found.data,
  nothing: nothing.data,
  walked: await walked(),
  cited: cited.data,
  partly: (await reader.claims.search({ query: "crime", fields: "claims/text" })).data,
  unasked: await refused(() => reader.claims.search({})),
  stranger: await refused(() => reader.pages.list({ organization: "elsewhere.example" })),
};

const markup = { claimReviewed: "Crime has tripled.", rating: { textualRating: "False" } };
const { data: kept } = await desk.pages.create({ requestBody: { pageUrl, claimReviewMarkups: [markup] } });
said.kept = kept;
said.twice = await refused(() => desk.pages.create({ requestBody: { pageUrl } }));
said.read = (await desk.pages.get({ name: kept.name })).data;
said.listed = (await desk.pages.list({ url: pageUrl })).data;
const changed = { ...kept, publishDate: "2026-11-01" };
said.updated = (await desk.pages.update({ name: kept.name, requestBody: changed })).data;
said.stale = await refused(() => desk.pages.update({ name: kept.name, requestBody: changed }));
said.removed = (await desk.pages.delete({ name: kept.name })).data;
said.gone = await refused(() => desk.pages.get({ name: kept.name }));

console.log(JSON.stringify(said));
