// Passkeys: asks the browser for a key and puts its answer into the form. The only part of signing in that needs scripts.
// What is asked comes in data-passkey-options, or from the address in data-passkey-ask; all words stand in the page.

const fromText = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (letter) => letter.charCodeAt(0)).buffer

const toText = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')

const readKeys = (keys) => (keys ?? []).map((key) => ({ ...key, id: fromText(key.id) }))

async function makeKey({ publicKey }) {
  const asked = {
    ...publicKey,
    challenge: fromText(publicKey.challenge),
    user: { ...publicKey.user, id: fromText(publicKey.user.id) },
    excludeCredentials: readKeys(publicKey.excludeCredentials),
  }
  const key = await navigator.credentials.create({ publicKey: asked })
  return {
    ...common(key),
    response: {
      clientDataJSON: toText(key.response.clientDataJSON),
      attestationObject: toText(key.response.attestationObject),
      transports: key.response.getTransports?.() ?? [],
    },
  }
}

async function askKey({ publicKey }) {
  const asked = {
    ...publicKey,
    challenge: fromText(publicKey.challenge),
    allowCredentials: readKeys(publicKey.allowCredentials),
  }
  const key = await navigator.credentials.get({ publicKey: asked })
  return {
    ...common(key),
    response: {
      clientDataJSON: toText(key.response.clientDataJSON),
      authenticatorData: toText(key.response.authenticatorData),
      signature: toText(key.response.signature),
      userHandle: key.response.userHandle ? toText(key.response.userHandle) : null,
    },
  }
}

function common(key) {
  return {
    id: key.id,
    rawId: toText(key.rawId),
    type: key.type,
    authenticatorAttachment: key.authenticatorAttachment ?? null,
    clientExtensionResults: key.getClientExtensionResults(),
  }
}

async function optionsOf(form) {
  if (form.dataset.passkeyOptions) return JSON.parse(form.dataset.passkeyOptions)
  const answer = await fetch(form.dataset.passkeyAsk, { headers: { Accept: 'application/json' } })
  if (!answer.ok) throw new Error(`no options: ${answer.status}`)
  return (await answer.json()).request_options
}

/* Shows one of the sentences that the page holds for what can happen, and hides the others. */
function say(form, what) {
  for (const words of form.querySelectorAll('[data-passkey-says]')) {
    words.hidden = words.dataset.passkeySays !== what
  }
}

const sentences = { NotAllowedError: 'cancelled', AbortError: 'cancelled', InvalidStateError: 'known', SecurityError: 'address' }

async function answer(form, button) {
  say(form, '')
  button.setAttribute('aria-busy', 'true')
  try {
    const options = await optionsOf(form)
    const key = await (form.dataset.passkey === 'make' ? makeKey : askKey)(options)
    form.elements.credential.value = JSON.stringify(key)
    form.submit()
  } catch (problem) {
    say(form, sentences[problem.name] ?? 'failed')
    button.removeAttribute('aria-busy')
  }
}

/* Browsers keep passkeys for names only, never for a bare network address. */
const isAddress = /^(\d{1,3}(\.\d{1,3}){3}|\[.*\])$/.test(location.hostname)

for (const form of document.querySelectorAll('form[data-passkey]')) {
  const knows = window.isSecureContext && window.PublicKeyCredential && navigator.credentials
  if (!knows || isAddress) {
    say(form, knows ? 'address' : 'missing')
    continue
  }
  for (const part of form.querySelectorAll('[data-passkey-offer]')) part.hidden = false
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    answer(form, event.submitter ?? form.querySelector('button'))
  })
}
