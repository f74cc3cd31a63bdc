// Keeps THREADS worker threads busy for SECONDS. Usage: node busy.js SECONDS THREADS
const { Worker } = require('worker_threads');
const [seconds, threads] = process.argv.slice(2).map(Number);
for (let i = 0; i < threads; i++) {
    new Worker('let count = 0; for (;;) count++;', { eval: true });
}
setTimeout(() => process.exit(0), seconds * 1000);
