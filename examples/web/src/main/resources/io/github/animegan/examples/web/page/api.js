// Talks to the service: see openapi.yaml.

/** The server said no; `problem` is RFC 9457's object. */
export class Refused extends Error {
  constructor(problem) {
    super(problem.detail ?? problem.title ?? "");
    this.problem = problem;
    this.type = (problem.type ?? "").replace("urn:animegan:problem:", "");
  }
}

/** The server did not answer at all. */
export class Unreachable extends Error {}

const pause = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

let askToken = async () => "";

/** Who asks the person for a token when the server wants one. */
export function onTokenNeeded(ask) {
  askToken = ask;
}

async function request(path, options = {}) {
  for (;;) {
    const headers = new Headers(options.headers);
    const token = sessionStorage.getItem("token");
    if (token) headers.set("Authorization", `Bearer ${token}`);
    let response;
    try {
      response = await fetch(path, { ...options, headers });
    } catch (error) {
      if (error.name === "AbortError") throw error;
      throw new Unreachable(path);
    }
    if (response.ok) return response;
    const problem = await response.json().catch(() => ({ status: response.status, title: response.statusText }));
    if (response.status !== 401) throw new Refused(problem);
    sessionStorage.setItem("token", await askToken());
  }
}

const json = async (path) => (await request(path)).json();

export const styles = () => json("/v1/styles");
export const estimate = (query) => json(`/v1/estimate?${new URLSearchParams(query)}`);
export const blob = async (path) => (await request(path)).blob();
export const cancel = (id) => request(`/v1/pictures/${id}`, { method: "DELETE" });

/** Returns once the server answers again. */
export async function revival() {
  for (;;) {
    await pause(1);
    const answer = await fetch("/readyz", { cache: "no-store" }).catch(() => null);
    if (answer?.ok) return;
  }
}

/**
 * Has a photo turned into a picture, whatever comes between: waits where the server is full, begins again where it was gone.
 * `tell(what, details)` hears of: sending, state, fetching, busy, offline, online.
 */
export async function stylize(photo, options, tell, signal) {
  for (;;) {
    try {
      return await once(photo, options, tell, signal);
    } catch (error) {
      if (signal.aborted) throw error;
      const retryAfter = error.problem?.retryAfter;
      if (error instanceof Unreachable || error.type === "ending") {
        tell("offline");
        await revival();
        tell("online");
      } else if (error instanceof Refused && retryAfter && retryAfter <= 60) {
        tell("busy", { seconds: retryAfter });
        await pause(retryAfter);
      } else if (error.type !== "not-found") { // Not found: a server that was started anew, so once more.
        throw error;
      }
    }
  }
}

async function once(photo, options, tell, signal) {
  tell("sending");
  const form = new FormData();
  for (const [key, value] of Object.entries(options)) form.append(key, value);
  form.append("photo", photo, "photo");
  let job = await (await request("/v1/pictures", { method: "POST", body: form, signal })).json();
  tell("state", job);
  while (job.state === "queued" || job.state === "running") {
    job = (await watch(job, tell, signal)) ?? (await json(`/v1/pictures/${job.id}`));
  }
  if (job.problem) throw new Refused(job.problem);
  tell("fetching", job);
  return { job, blob: await (await request(job.result, { signal })).blob() };
}

/** Follows a job's events; returns its last state, or nothing if the stream ended early. */
async function watch(job, tell, signal) {
  const response = await request(`/v1/pictures/${job.id}/events`, { headers: { Accept: "text/event-stream" }, signal });
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  let last;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return last?.state === "running" || last?.state === "queued" ? undefined : last;
      const events = (rest + value).split("\n\n");
      rest = events.pop();
      for (const event of events) {
        const data = event.split("\n").filter((line) => line.startsWith("data:")).map((line) => line.slice(5)).join("\n");
        if (data) {
          last = JSON.parse(data);
          tell("state", last);
        }
      }
    }
  } catch (error) {
    if (signal.aborted) throw error;
    throw new Unreachable("events");
  }
}
