import { WorkbenchError } from '#contract/problem'
import {
  svmSearchProgressSchema,
  svmSearchResultSchema,
  type SvmSearch,
  type SvmSearchProgress,
  type SvmSearchResult,
} from '#contract/svm-search'
import { ProcessClient } from './rpc-client'
import type { SearchMethods } from './search-methods'

/** One search at a time, each in a process of its own, which is ended with it. */
export class Searcher {
  private client: ProcessClient<SearchMethods> | null = null
  private endedBy: WorkbenchError | null = null

  constructor(private readonly onProgress: (progress: SvmSearchProgress) => void) {}

  get running(): boolean {
    return this.client !== null
  }

  /**
   * @throws WorkbenchError `search.running`, the reason that `end` was given, `process.gone` where
   *   the process died, or what keeps the search from beginning
   */
  async search(search: SvmSearch, threads: number | null): Promise<SvmSearchResult> {
    if (this.client)
      throw new WorkbenchError('search.running', 'Another search is under way: let it end first.')
    const client: ProcessClient<SearchMethods> = new ProcessClient(
      'search.cjs',
      'Inkbench search',
      () => [],
      (_name, progress) => {
        if (this.client === client) this.onProgress(svmSearchProgressSchema.parse(progress))
      },
    )
    this.client = client
    this.endedBy = null
    try {
      return svmSearchResultSchema.parse(await client.call('search', { search, threads }))
    } catch (error) {
      throw this.endedBy ?? error
    } finally {
      // Native TensorFlow keeps threads that would hold the process open.
      await client.end()
      this.client = null
    }
  }

  /** Ends the search under way, where there is one; it then fails for this reason. */
  async end(reason: WorkbenchError): Promise<void> {
    this.endedBy ??= reason
    await this.client?.end()
  }
}

export const searchCancelled = () =>
  new WorkbenchError('search.cancelled', 'The search was cancelled.')

export const searchYielded = () =>
  new WorkbenchError('search.yielded', 'A run began, which ended the search.')
