import { readFileSync } from 'node:fs'
import http from 'node:http'
import https from 'node:https'
import tls from 'node:tls'
import { SetupError } from './errors.mjs'

const IDLE_MS = 60_000
const MAX_REDIRECTS = 8

/**
 * Opens a URL with Node's own clients: follows redirects, and goes through the
 * proxy named by HTTPS_PROXY/HTTP_PROXY unless NO_PROXY covers the host.
 * @param {string} url
 * @param {{headers?: Record<string, string>, method?: string, idleMs?: number}} [options]
 * @returns {Promise<http.IncomingMessage>} whose body has not been read yet
 */
export async function open(url, options = {}) {
  let address = new URL(url)
  for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
    const response = await request(address, options)
    const { location } = response.headers
    if (response.statusCode < 300 || response.statusCode >= 400 || !location) return response
    response.resume()
    address = new URL(location, address)
  }
  throw new SetupError(
    `The server at ${address.host} redirects without end: check the registry setting.`,
  )
}

/** Reads a JSON document; a status other than 200 is an error in words. */
export async function getJson(url, headers = {}) {
  const response = await open(url, { headers })
  const chunks = []
  for await (const chunk of response) chunks.push(chunk)
  const text = Buffer.concat(chunks).toString('utf8')
  if (response.statusCode !== 200) throw statusError(url, response.statusCode)
  try {
    return JSON.parse(text)
  } catch {
    throw new SetupError(
      `The registry at ${new URL(url).host} did not answer with JSON: check the registry setting, or that no login page of the network stands in between.`,
    )
  }
}

export function statusError(url, status) {
  const { host, pathname } = new URL(url)
  return new SetupError(
    `The server at ${host} answered ${status} for ${pathname}: check that the registry setting names a registry that holds it, and run the same command again.`,
  )
}

async function request(address, { headers = {}, method = 'GET', idleMs = IDLE_MS }) {
  const secure = address.protocol === 'https:'
  const proxy = proxyFor(address)
  const options = { method, headers: { 'user-agent': 'inkbench-setup', ...headers } }
  if (secure) options.ca = certificates()
  if (proxy && secure) {
    const socket = await tunnel(proxy, address, idleMs)
    options.agent = false
    options.createConnection = () =>
      tls.connect({ socket, servername: address.hostname, ca: certificates() })
  }
  return new Promise((resolve, reject) => {
    const client = secure ? https : http
    const sent =
      proxy && !secure
        ? http.request({
            ...options,
            host: proxy.hostname,
            port: proxy.port || 80,
            path: address.href,
            headers: { ...options.headers, host: address.host, ...authorisation(proxy) },
          })
        : client.request(address, options)
    sent.setTimeout(idleMs, () =>
      sent.destroy(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' })),
    )
    sent.on('response', resolve)
    sent.on('error', reject)
    sent.end()
  })
}

function tunnel(proxy, address, idleMs) {
  return new Promise((resolve, reject) => {
    const target = `${address.hostname}:${address.port || 443}`
    const sent = http.request({
      host: proxy.hostname,
      port: proxy.port || 80,
      method: 'CONNECT',
      path: target,
      headers: { host: target, ...authorisation(proxy) },
    })
    sent.setTimeout(idleMs, () =>
      sent.destroy(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' })),
    )
    sent.on('connect', (response, socket) => {
      if (response.statusCode === 200) return resolve(socket)
      socket.destroy()
      reject(
        new SetupError(
          `The proxy ${proxy.host} refused the connection (${response.statusCode}): check HTTPS_PROXY.`,
        ),
      )
    })
    sent.on('error', reject)
    sent.end()
  })
}

function authorisation(proxy) {
  if (!proxy.username) return {}
  const pair = `${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`
  return { 'proxy-authorization': `Basic ${Buffer.from(pair).toString('base64')}` }
}

/** The proxy for an address, or undefined. Exported for its tests. */
export function proxyFor(address, env = process.env) {
  const value =
    address.protocol === 'https:'
      ? (env.HTTPS_PROXY ?? env.https_proxy)
      : (env.HTTP_PROXY ?? env.http_proxy)
  if (!value) return undefined
  const exceptions = (env.NO_PROXY ?? env.no_proxy ?? '').split(',').map((name) => name.trim())
  const covered = exceptions.some(
    (name) =>
      name === '*' ||
      (name !== '' &&
        (address.hostname === name || address.hostname.endsWith(`.${name.replace(/^\*?\./, '')}`))),
  )
  return covered ? undefined : new URL(value.includes('://') ? value : `http://${value}`)
}

let authorities

/**
 * Companies often add a certificate authority through npm's or pip's settings;
 * Node itself only reads NODE_EXTRA_CA_CERTS, and reads it alone.
 */
function certificates(env = process.env) {
  if (authorities === undefined) {
    const file = env.npm_config_cafile ?? env.PIP_CERT ?? env.SSL_CERT_FILE
    try {
      authorities =
        env.NODE_EXTRA_CA_CERTS || !file
          ? null
          : [...tls.rootCertificates, readFileSync(file, 'utf8')]
    } catch {
      authorities = null
    }
  }
  return authorities ?? undefined
}
