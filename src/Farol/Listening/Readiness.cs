namespace Farol.Listening;

/// <summary>What a socket became ready for; an error counts as all, so that whoever waits finds it.</summary>
/// <param name="Ends">The peer sends no more: there is an end to be read after the bytes, and nobody tells of it again.</param>
internal readonly record struct Readiness(bool Read, bool Write, bool Ends);
