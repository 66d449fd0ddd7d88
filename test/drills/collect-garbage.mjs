// Preloaded: at SIGUSR2 the process lets go of all garbage, so that what is in use can be read from its metrics.
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc");
process.on("SIGUSR2", () => collect());
