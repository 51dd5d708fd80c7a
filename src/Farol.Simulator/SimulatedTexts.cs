using Farol.Simulator.Cli;
using Farol.Simulator.Texts;

namespace Farol.Simulator;

/// <summary>What is known about the simulator's own texts.</summary>
public static class SimulatedTexts
{
    /// <summary>Every text that follows no published sample: a parser that passes on it alone has proved nothing about a real router.</summary>
    public static IReadOnlyList<UnverifiedText> Unverified { get; } =
    [
        .. TextSkeleton.Names.Select(TextSkeleton.Load).SelectMany(skeleton => skeleton.Parts
            .Where(part => skeleton.Samples.Count == 0 || part.UnverifiedReason is not null)
            .Select(part => new UnverifiedText(skeleton.Command, $"{skeleton.Name}/{part.Name}: {part.UnverifiedReason ?? "no sample"}"))),
        .. CliMessages.UnverifiedMessages,
    ];
}
