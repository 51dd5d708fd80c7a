namespace Farol.Listening;

/// <summary>What a socket became ready for; an error counts as both, so that whoever waits finds it.</summary>
internal readonly record struct Readiness(bool Read, bool Write);
