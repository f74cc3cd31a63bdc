using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using CoreTop.Model.Cpus;
using CoreTop.Model.Words;

namespace CoreTop.Analysis.Blaming;

/// <summary>The commands that give a virtual machine of libvirt other CPUs.</summary>
internal static class MachineCommands
{
    private const string Mark = "machine-qemu", Slash = "\\x";

    /// <summary>The lines; empty when the cgroup does not give the machine's name.</summary>
    /// <param name="cgroup">Such as <c>/machine.slice/machine-qemu\x2d3\x2dweb.scope/libvirt/vcpu0</c>.</param>
    /// <param name="thread">The thread's name: <c>CPU 0/KVM</c> for a virtual CPU.</param>
    /// <param name="online">The CPUs to give.</param>
    public static ImmutableArray<string> Lines(string cgroup, string thread, CpuSet online)
    {
        if (NameOf(cgroup) is not { } name || !SafeText.IsSafe(name))
        {
            return [];
        }

        string domain = ShellWord.Of(name);
        return VirtualCpu(cgroup, thread) is { } cpu
            ? [$"virsh vcpupin {domain} {cpu} {online} --live --config"]
            : [$"virsh emulatorpin {domain} {online} --live --config"];
    }

    private static int? VirtualCpu(string cgroup, string thread)
    {
        int at = cgroup.IndexOf("/vcpu", StringComparison.Ordinal);
        string digits = at >= 0 ? cgroup[(at + "/vcpu".Length)..]
            : thread.StartsWith("CPU ", StringComparison.Ordinal) && thread.EndsWith("/KVM", StringComparison.Ordinal) ? thread[4..^4]
            : string.Empty;
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int cpu) ? cpu : null;
    }

    // machine-qemu, the machine's number and its name, joined by dashes that systemd writes as \x2d.
    private static string? NameOf(string cgroup)
    {
        foreach (string part in cgroup.Split('/'))
        {
            if (part.StartsWith(Mark, StringComparison.Ordinal) && part.EndsWith(".scope", StringComparison.Ordinal))
            {
                string[] words = Unescaped(part[..^".scope".Length]).Split('-', 4);
                return words is ["machine", "qemu", _, { Length: > 0 } name] ? name : null;
            }
        }

        return null;
    }

    private static string Unescaped(string text)
    {
        var plain = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (text.AsSpan(i).StartsWith(Slash) && i + 3 < text.Length
                && byte.TryParse(text.AsSpan(i + 2, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte letter))
            {
                plain.Append((char)letter);
                i += 3;
            }
            else
            {
                plain.Append(text[i]);
            }
        }

        return plain.ToString();
    }
}
