using CoreTop.Kernel.Scheduling;
using CoreTop.Model.Cpus;
using CoreTop.Model.Words;

namespace CoreTop.Actions;

/// <summary>Says why what the kernel accepted is not so: the rest of a sentence that begins with the task.</summary>
internal static class EffectText
{
    /// <summary>Its own process, or somebody else.</summary>
    public const string SomeProgram = "its own process or another program";

    /// <summary>Somebody else, as its process did not run.</summary>
    public const string AnotherProgram = "another program";

    /// <summary>The affinity read back is not the one written.</summary>
    /// <param name="from">What the task had before.</param>
    /// <param name="has">What it has.</param>
    /// <param name="who">The program that may have set it: <see cref="SomeProgram"/> or <see cref="AnotherProgram"/>.</param>
    /// <param name="swallowed">What keeps writes from having any effect; null for nothing.</param>
    public static string OfAffinity(CpuSet from, CpuSet has, string who, string? swallowed) =>
        Of(Count.Cpus(from), Count.Cpus(has), who, swallowed);

    /// <summary>It is the former one still, and it is not known whether the kernel was asked at all.</summary>
    /// <param name="has">What it has, in words.</param>
    /// <param name="answers">The program that may answer in the kernel's place.</param>
    public static string StillFormer(string has, string answers) =>
        $"{ControlResult.NotInEffect.Reason()}: it still has {has}: {answers} may answer in the kernel's place, or {SomeProgram} sets it back";

    /// <summary>The value read back is not the one written.</summary>
    /// <param name="from">What the task had before, in words.</param>
    /// <param name="has">What it has, in words.</param>
    /// <param name="who">The program that may have set it.</param>
    /// <param name="swallowed">What keeps writes from having any effect; null for nothing.</param>
    public static string Of(string from, string has, string who, string? swallowed)
    {
        string accepted = ControlResult.NotInEffect.Reason();
        return from != has ? $"{accepted}: {who} has set it to {has}"
            : swallowed is null ? $"{accepted}: {who} sets it back to {has}"
            : $"{accepted}: it still has {has}, as {swallowed}";
    }
}
