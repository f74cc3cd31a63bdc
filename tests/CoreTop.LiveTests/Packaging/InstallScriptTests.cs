using CoreTop.LiveTests.Terminal;

namespace CoreTop.LiveTests.Packaging;

public sealed class InstallScriptTests : IDisposable
{
    private const int MachineAt = 18;

    private const byte X64 = 0x3e, Arm64 = 0xb7;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("coretop-install-");

    private string Installed => Path.Combine(_folder.FullName, "bin", "coretop");

    [Fact]
    public void It_copies_one_file_and_removes_it_again()
    {
        Unpack("glibc 2.28");

        Script made = Run();

        Assert.True(made.ExitCode == 0, made.Said);
        Assert.Contains($"Installed {Installed} (coretop ", made.Said, StringComparison.Ordinal);
        Assert.Equal([Installed], Directory.GetFileSystemEntries(Path.GetDirectoryName(Installed)!));
        Assert.Equal(0, Run("--remove").ExitCode);
        Assert.False(File.Exists(Installed));
        Assert.Contains($"there is no coretop in {Path.GetDirectoryName(Installed)}", Run("--remove").Said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("glibc 2.27", "this build needs glibc 2.28 or newer, and this system has 2.27: take coretop-1.2.3-linux-")]
    [InlineData("glibc 1.99", "this build needs glibc 2.28 or newer, and this system has 1.99: take coretop-1.2.3-linux-")]
    [InlineData("", "this build needs glibc 2.28 or newer, and this system has none that says its version: take coretop-1.2.3-linux-")]
    public void Where_glibc_is_too_old_it_copies_nothing_and_names_the_static_build(string glibc, string sentence)
    {
        Unpack(glibc);

        Script made = Run();

        Assert.Equal(1, made.ExitCode);
        Assert.Contains(sentence, made.Said, StringComparison.Ordinal);
        Assert.Contains("-static.tar.gz, which needs none.", made.Said, StringComparison.Ordinal);
        Assert.False(File.Exists(Installed));
    }

    [Fact]
    public void On_another_architecture_it_says_which_one_it_is_for()
    {
        string binary = Unpack("glibc 2.31");
        byte[] program = File.ReadAllBytes(binary);
        program[MachineAt] = program[MachineAt] == X64 ? Arm64 : X64;
        File.WriteAllBytes(binary, program);

        Script made = Run();

        Assert.Equal(1, made.ExitCode);
        Assert.Matches("this is the build for (arm64|x64), and this machine is (arm64|x64): take another archive", made.Said);
    }

    [Fact]
    public void A_program_that_does_not_start_is_not_installed_and_what_it_said_is()
    {
        string binary = Unpack("glibc 2.31");
        File.WriteAllBytes(binary, File.ReadAllBytes(binary)[..8192]);

        Script made = Run();

        Assert.Equal(1, made.ExitCode);
        Assert.Contains("coretop does not start here: ", made.Said, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(Path.GetDirectoryName(Installed)!));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    // As an archive unpacks it, on a system whose getconf says that glibc.
    private string Unpack(string glibc)
    {
        Assert.SkipUnless(BuiltProgram.IsPublished, "the native program is not published");
        string script = File.ReadAllText(Path.Combine(Script.Source, "packaging", "install.sh"))
            .Replace("@FLOOR@", "2.28", StringComparison.Ordinal).Replace("@VERSION@", "1.2.3", StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(_folder.FullName, "install.sh"), script);
        string getconf = Path.Combine(_folder.FullName, "getconf");
        File.WriteAllText(getconf, $"#!/bin/sh\necho {glibc}\n");
        File.SetUnixFileMode(getconf, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        string binary = Path.Combine(_folder.FullName, "coretop");
        File.Copy(BuiltProgram.Command, binary);
        return binary;
    }

    private Script Run(params string[] arguments) =>
        Script.Run(_folder.FullName, "sh", [Path.Combine(_folder.FullName, "install.sh"), .. arguments, "--to", Path.GetDirectoryName(Installed)!]);
}
