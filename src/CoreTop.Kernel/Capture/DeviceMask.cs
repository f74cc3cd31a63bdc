using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using CoreTop.Kernel.Proc;
using CoreTop.Kernel.Sys;

namespace CoreTop.Kernel.Capture;

/// <summary>Names of disks, of network interfaces and of what interrupts: those that the kernel gives stay, those that somebody gave are replaced.</summary>
/// <param name="standIns">What stands for them.</param>
/// <param name="words">Replaces words.</param>
internal sealed partial class DeviceMask(StandIns standIns, WordMask words)
{
    private const int ColumnsOfInterfaces = 16;

    private static readonly FrozenSet<string> Drivers = new[]
    {
        "acpi", "Ged", "eth", "en", "nvme", "q", "virtio", "input", "output", "config", "req", "requests", "control", "event", "rx", "tx", "TxRx", "ahci",
        "xhci", "ehci", "ohci", "uhci", "hcd", "usb", "i8042", "rtc", "timer", "mlx", "comp", "async", "pages", "cmd", "pci", "pcie", "msi", "msix", "mpt",
        "megasas", "hpsa", "qla", "i40e", "ixgbe", "igb", "ice", "bnxt", "ena", "mgmnt", "Tx", "Rx", "xen", "blkif", "hda", "intel", "snd", "i915",
        "amdgpu", "nvidia", "dmar", "aerdrv", "pciehp", "PME", "mei", "idma", "ioat", "tpm", "floppy", "ata", "piix", "edge", "fasteoi", "level", "IO",
        "APIC", "PCI", "MSI", "MSIX", "IR", "DMAR", "HPET", "GICv", "GIC", "arch", "uart", "pl", "ttyS", "serial", "arm", "pmu", "smmu", "gpio", "irq",
        "host", "hyperv", "vmbus", "vmw", "vmci", "vmxnet", "fw", "AMD", "Vi", "perf", "resched", "callfunc", "spinlock", "debug", "balloon", "scsi", "mmc",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    [GeneratedRegex(
        """
        ^(?: (?:lo|eth|wlan|ib|bond|br|docker|virbr|tap|tun|wg|team|dummy|ifb|sit|tunl|gre|ip6tnl)[0-9]{0,5}
          | (?:en|wl|ww|ib)(?:o[0-9]+|s[0-9]+|P?[0-9]*p[0-9]+s[0-9]+)(?:f[0-9]+)?(?:d[0-9]+|np[0-9]+)? )$
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Interfaces { get; }

    [GeneratedRegex(
        """
        ^(?: (?:s|v|xv|h)d[a-z]{1,2}[0-9]{0,3} | (?:nvme[0-9]+(?:c[0-9]+)?n[0-9]+|mmcblk[0-9]+|md[0-9]+|nbd[0-9]+|loop[0-9]+)(?:p[0-9]+)?
          | (?:dm-|ram|zram|sr|fd)[0-9]+ )$
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Disks { get; }

    [GeneratedRegex("^[0-9a-f]{4,8}:[0-9a-f]{2}:[0-9a-f]{2}[.][0-7]$", RegexOptions.CultureInvariant)]
    private static partial Regex PciAddress { get; }

    [GeneratedRegex("^virtio[0-9]{1,5}$", RegexOptions.CultureInvariant)]
    private static partial Regex Virtio { get; }

    // As drivers call them: nvme0, mlx5_0, and by their place: rocep59s0f1.
    [GeneratedRegex(
        "^(?:(?:nvme|mlx[0-9]_|qib|hfi1_|irdma|efa_|bnxt_re|hns_|qedr|rxe|siw)[0-9]{1,4}|(?:roce|ib|iw)p[0-9]+s[0-9]+(?:f[0-9]+)?(?:v[0-9]+)?)$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Controllers { get; }

    /// <summary>Notes the names that must be replaced wherever they are met, also in those of interrupts and kernel threads.</summary>
    public void Learn(ReadOnlySpan<byte> interfaces, ReadOnlySpan<byte> disks)
    {
        _ = OfInterfaces(interfaces);
        _ = OfDisks(disks);
    }

    /// <summary>A disk's name.</summary>
    public string OfDisk(string name) => Of(name, Disks, "disk");

    /// <summary>The path of a file or folder of the PCI bus, or of a network interface's device, that says where a device is; null for any other.</summary>
    /// <param name="path">From the root; a folder's ends in <c>/</c>.</param>
    public string? OfPlace(string path)
    {
        if (path.StartsWith(DeviceReader.Interfaces, StringComparison.Ordinal))
        {
            string[] folders = path[DeviceReader.Interfaces.Length..].Split('/');
            return folders is ["", var name, ""] ? $"{DeviceReader.Interfaces}/{OfInterface(name)}/"
                : folders is ["", var owner, "device", var file] && IsOfPlace(file) ? $"{DeviceReader.Interfaces}/{OfInterface(owner)}/device/{file}"
                : null;
        }

        string[] parts = path.StartsWith(DeviceReader.Pci, StringComparison.Ordinal) ? path[DeviceReader.Pci.Length..].Split('/') : [];
        if (parts.Length < 3 || parts[0].Length > 0 || !PciAddress.IsMatch(parts[1]))
        {
            return null;
        }

        string device = $"{DeviceReader.Pci}/{parts[1]}";
        return parts[2..] switch
        {
            [""] => $"{device}/",
            [var file] when IsOfPlace(file) => $"{device}/{file}",
            ["net", var name, ""] => $"{device}/net/{OfInterface(name)}/",
            [var card, ""] when Virtio.IsMatch(card) => $"{device}/{card}/",
            [var card, "net", var name, ""] when Virtio.IsMatch(card) => $"{device}/{card}/net/{OfInterface(name)}/",
            ["nvme", var name, ""] => $"{device}/nvme/{Of(name, Controllers, "disk")}/",
            ["infiniband", var name, ""] => $"{device}/infiniband/{Of(name, Controllers, "ib")}/",
            _ => null,
        };
    }

    /// <summary><c>/proc/diskstats</c>.</summary>
    public string OfDisks(ReadOnlySpan<byte> text)
    {
        var masked = new StringBuilder();
        var lines = new LineReader(text);
        while (lines.TryNext(out ReadOnlySpan<byte> line))
        {
            string[] fields = Encoding.UTF8.GetString(line).Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length > 3)
            {
                fields[2] = OfDisk(fields[2]);
                masked.AppendJoin(' ', fields.Where((field, index) => index == 2 || IsNumber(field))).Append('\n');
            }
        }

        return masked.ToString();
    }

    /// <summary><c>/proc/net/dev</c>.</summary>
    public string OfInterfaces(ReadOnlySpan<byte> text)
    {
        var masked = new StringBuilder("Inter-|   Receive  |  Transmit\n face |bytes packets |bytes packets\n");
        var lines = new LineReader(text);
        while (lines.TryNext(out ReadOnlySpan<byte> line))
        {
            int colon = line.LastIndexOf((byte)':');
            if (colon > 0)
            {
                string name = Encoding.UTF8.GetString(line[..colon].Trim((byte)' '));
                string[] numbers = [.. Encoding.UTF8.GetString(line[(colon + 1)..]).Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(IsNumber)];
                masked.Append(OfInterface(name)).Append(": ").AppendJoin(' ', numbers.Take(ColumnsOfInterfaces)).Append('\n');
            }
        }

        return masked.ToString();
    }

    /// <summary><c>/proc/interrupts</c>: numbers stay, and of names those of drivers.</summary>
    public string OfInterrupts(ReadOnlySpan<byte> text)
    {
        var masked = new StringBuilder();
        var lines = new LineReader(text);
        while (lines.TryNext(out ReadOnlySpan<byte> line))
        {
            string row = Encoding.UTF8.GetString(line);
            int colon = row.IndexOf(':', StringComparison.Ordinal);
            string name = colon < 0 ? string.Empty : row[..colon].Trim();
            if (colon < 0)
            {
                masked.AppendJoin(' ', row.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(IsCpu)).Append('\n');
            }
            else if (name.Length is > 0 and <= 8 && name.All(char.IsAsciiLetterOrDigit))
            {
                int rest = EndOfCounts(row, colon + 1);
                string who = char.IsAsciiDigit(name[0]) ? words.Of(row.AsSpan(rest), OfDrivers, "device") : PrintableText.Of(line[Math.Min(rest, line.Length)..], 60);
                masked.Append(name).Append(':').Append(row.AsSpan((colon + 1)..rest)).Append(who).Append('\n');
            }
        }

        return masked.ToString();
    }

    private static bool OfDrivers(ReadOnlySpan<char> word)
    {
        ReadOnlySpan<char> stem = word.TrimEnd("0123456789");
        bool isShort = word.Length - stem.Length <= 6;
        return isShort && (stem.IsEmpty || Drivers.GetAlternateLookup<ReadOnlySpan<char>>().Contains(stem));
    }

    private static int EndOfCounts(string row, int at)
    {
        int end = at;
        while (at < row.Length && (row[at] == ' ' || char.IsAsciiDigit(row[at])))
        {
            int start = at;
            at += row.AsSpan(at).IndexOfAnyExcept(' ') is int blanks and > 0 ? blanks : 0;
            int digits = row.AsSpan(at).IndexOfAnyExceptInRange('0', '9') is int count and >= 0 ? count : row.Length - at;
            if (digits == 0 || (at + digits < row.Length && row[at + digits] != ' '))
            {
                break;
            }

            at += digits;
            end = at;
            if (at == start)
            {
                break;
            }
        }

        return end;
    }

    private static bool IsNumber(string field) => ulong.TryParse(field, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    private static bool IsCpu(string field) => field.StartsWith("CPU", StringComparison.Ordinal) && IsNumber(field[3..]);

    private static bool IsOfPlace(string file) => file is "class" or "vendor" or "numa_node" or "local_cpulist" or "local_cpus";

    private string OfInterface(string name) => Of(name, Interfaces, "net");

    // What the kernel did not call so is learnt, to be replaced elsewhere too.
    private string Of(string name, Regex ofKernel, string kind)
    {
        if (ofKernel.IsMatch(name))
        {
            return name;
        }

        standIns.LearnName(kind, name);
        return standIns.Of(kind, name);
    }
}
