// Prints one line of JSON for each address: its scores, and what was marked down.
import lighthouse from "lighthouse";

const [port, ...addresses] = process.argv.slice(2);
const categories = ["accessibility", "best-practices"];
for (const address of addresses) {
  const { lhr } = await lighthouse(address, {
    port: Number(port),
    onlyCategories: categories,
    throttlingMethod: "provided", // neither category is about speed
    logLevel: "error",
  });
  const scores = categories.map((name) => Math.round((lhr.categories[name].score ?? 0) * 100));
  const faults = Object.values(lhr.audits).filter(({ score, id }) => {
    const counts = categories.some((name) => lhr.categories[name].auditRefs.some((each) => each.id === id && each.weight));
    return counts && score !== null && score < 1;
  });
  const found = faults.map(({ id, details }) => `${id}: ${JSON.stringify(details?.items?.slice(0, 2) ?? []).slice(0, 400)}`);
  console.log(JSON.stringify({ address, scores, found }));
}
