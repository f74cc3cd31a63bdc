using System.Text;
using CoreTop.Kernel.Files;
using CoreTop.Kernel.Proc;

namespace CoreTop.Actions.Storage;

/// <summary>Names a host in the journal.</summary>
internal static class HostIdentity
{
    private const int MachineIdDigits = 32;

    /// <summary>
    /// The host's name, for people, and after a blank what is made of /etc/machine-id, which is not to be given away itself
    /// (machine-id(5)); <c>-</c> in place of what is not known.
    /// </summary>
    public static string Of(KernelFiles files)
    {
        string name = HostFiles.Read(files).Name.Replace(' ', '-');
        string id = files.Read("/etc/machine-id", out ReadOnlySpan<byte> text) == FileStatus.Ok
            ? Encoding.ASCII.GetString(text).Trim()
            : string.Empty;
        return $"{(name.Length == 0 ? "-" : name)} {(id.Length < MachineIdDigits ? JournalPlace.UnknownMachine : Hash(id))}";
    }

    private static string Hash(string machineId) =>
        Convert.ToHexStringLower(Sha256.Hmac(Encoding.ASCII.GetBytes(machineId), "CoreTop journal"u8))[..16];
}
