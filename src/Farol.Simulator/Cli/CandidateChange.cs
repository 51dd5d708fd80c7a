using Farol.Simulator.State;

namespace Farol.Simulator.Cli;

/// <summary>One line of configuration that waits for <c>commit</c>.</summary>
internal sealed record CandidateChange(string Text, Action<RouterState> Apply);
