using System.Collections.Concurrent;
using CoreTop.Kernel;
using CoreTop.Tests.Fixtures;

[assembly: AssemblyFixture(typeof(UnpackedMachines))]

namespace CoreTop.Tests.Fixtures;

/// <summary>Unpacks each machine once for all tests, and removes them after the last.</summary>
public sealed class UnpackedMachines : IDisposable
{
    private static readonly ConcurrentDictionary<string, Lazy<Machine>> Machines = new();

    public void Dispose()
    {
        foreach (Lazy<Machine> machine in Machines.Values)
        {
            machine.Value.Dispose();
        }

        Machines.Clear();
    }

    /// <summary>A view of the machine, to be disposed on its own.</summary>
    internal static Machine Open(string name) => Machines.GetOrAdd(
        name, _ => new(() => Machine.Open(Fixture.MachinePath(name), TimeProvider.System))).Value.OpenAnother();
}
