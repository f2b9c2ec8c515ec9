// Talks to the rehearsal's server. Every refusal becomes an Error whose message can be shown.

async function answered(response) {
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(body.error || `HTTP ${response.status}`);
  return body;
}

export async function get(path) {
  return answered(await fetch(path));
}

export async function post(path, body = {}) {
  const headers = { "Content-Type": "application/json" };
  return answered(await fetch(path, { method: "POST", headers, body: JSON.stringify(body) }));
}

export async function postForm(path, fields) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return answered(await fetch(path, { method: "POST", body: form }));
}

// Calls handlers[name](data) for every event; `again` when the connection was lost and came back.
export function listen(handlers, again) {
  const source = new EventSource("/api/events");
  let lost = false;
  source.onerror = () => { lost = true; };
  source.onopen = () => { if (lost) again(); lost = false; };
  for (const [name, handle] of Object.entries(handlers)) {
    source.addEventListener(name, (event) => handle(JSON.parse(event.data)));
  }
}
