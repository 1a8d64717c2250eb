import { WorkbenchError } from '#contract/problem'
import type { Probe } from '#contract/training'
import type { AnalysisMethods, ProbeOrder } from './analysis-methods'
import { ProcessClient } from './rpc-client'

/** Measures one experiment at a time, each in a process of its own, so that its memory can be told. */
export class Prober {
  private client: ProcessClient<AnalysisMethods> | null = null

  /** @throws WorkbenchError `probe.cancelled`, or what would keep the run from starting */
  async probe(order: ProbeOrder): Promise<Probe> {
    await this.cancel()
    const client = new ProcessClient<AnalysisMethods>('analysis.cjs', 'Inkbench probe', () => [])
    this.client = client
    try {
      return await client.call('probe', order)
    } catch (error) {
      if (this.client === client) throw error
      throw new WorkbenchError('probe.cancelled', 'The measurement was cancelled.')
    } finally {
      if (this.client === client) await this.cancel()
    }
  }

  /** Ends the measurement under way, where there is one. */
  async cancel(): Promise<void> {
    const { client } = this
    this.client = null
    await client?.end()
  }
}
