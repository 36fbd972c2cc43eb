import { createGate, type Gate, type GateOptions } from './gate.ts';
import { type SimulatedServer, type Simulation, simulate, type VirtualTime, virtualTime } from './virtual.ts';

const SERVER: SimulatedServer = { capacity: 300, latency: 200, sigma: 0.5 };

/** Callers, a gate and a server in virtual time. */
export interface Scene {
  time: VirtualTime;
  gate: Gate;
  /** May be changed while it runs. */
  server: SimulatedServer;
  simulation: Simulation;
}

/** A server of 300 at once after 200 ms, with whatever differs, and a gate that finds it out. */
export function scene(server: Partial<SimulatedServer> = {}, gate: Partial<GateOptions> = {}, callers = 1000): Scene {
  const time = virtualTime();
  const made = createGate({ capacity: { start: 32 }, clock: time, ...gate });
  const simulated = { ...SERVER, ...server };
  return { time, gate: made, server: simulated, simulation: simulate(time, made, simulated, callers) };
}
