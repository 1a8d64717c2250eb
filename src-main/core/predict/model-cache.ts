/** A model that can be given back; TF.js's LayersModel is one. */
interface Disposable {
  dispose(): unknown
}

interface Entry<Model> {
  readonly model: Promise<Model>
  users: number
  evicted: boolean
}

/**
 * Keeps the few models that were used last, so that a stroke of the pen does not load anything.
 * A model that is pushed out gives its tensors back once nobody uses it any more.
 */
export class ModelCache<Model extends Disposable> {
  /** In the order of use, the last one last. */
  readonly #entries = new Map<string, Entry<Model>>()

  constructor(
    private readonly load: (key: string) => Promise<Model>,
    private readonly capacity = 3,
  ) {}

  /** Loads the model where needed and lends it to `use` until that is done. */
  async with<Result>(key: string, use: (model: Model) => Promise<Result>): Promise<Result> {
    const entry = this.#take(key)
    try {
      return await use(await entry.model)
    } finally {
      entry.users -= 1
      await release(entry)
    }
  }

  /** Gives everything back; what is in use, after its use. */
  async clear(): Promise<void> {
    await Promise.all([...this.#entries.keys()].map((key) => this.#evict(key)))
  }

  #take(key: string): Entry<Model> {
    const known = this.#entries.get(key)
    const entry = known ?? { model: this.load(key), users: 0, evicted: false }
    entry.users += 1
    this.#entries.delete(key)
    this.#entries.set(key, entry)
    // A model that could not be loaded is tried again the next time.
    if (!known) entry.model.catch(() => this.#forget(key, entry))
    const [oldest] = this.#entries.keys()
    if (this.#entries.size > this.capacity && oldest !== undefined) void this.#evict(oldest)
    return entry
  }

  #forget(key: string, entry: Entry<Model>): void {
    if (this.#entries.get(key) === entry) this.#entries.delete(key)
  }

  async #evict(key: string): Promise<void> {
    const entry = this.#entries.get(key)
    if (!entry) return
    this.#entries.delete(key)
    entry.evicted = true
    await release(entry)
  }
}

async function release<Model extends Disposable>(entry: Entry<Model>): Promise<void> {
  if (!entry.evicted || entry.users > 0) return
  const model = await entry.model.catch(() => null)
  model?.dispose()
}
