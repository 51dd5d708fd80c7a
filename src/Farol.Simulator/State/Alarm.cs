namespace Farol.Simulator.State;

/// <summary>An active alarm. Levels as the router numbers them: 1 critical, 2 major, 3 minor, 4 warning.</summary>
internal sealed record Alarm(int Sequence, string Id, string Name, int Level, DateTimeOffset Time, string Description, string Source);
