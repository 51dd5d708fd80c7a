namespace Farol.Control.Joining;

/// <summary>What was asked for cannot be done; the text is for the person who asked.</summary>
internal sealed class JoiningException(string message) : Exception(message);
