import { existsSync } from 'node:fs'

/** What the plan has to know of this machine. */
export function describeMachine() {
  return {
    platform: process.platform,
    arch: process.arch,
    nodeVersion: process.versions.node,
    // The driver's own file: present exactly where a driver is loaded.
    nvidia: existsSync('/proc/driver/nvidia/version'),
  }
}
