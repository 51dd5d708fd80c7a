namespace Farol.Hosting;

/// <summary>One port of this program.</summary>
/// <param name="Setting">The setting that names it.</param>
/// <param name="Serves">What there is, in words.</param>
internal sealed record ServedPort(Surfaces Surface, string Setting, int Port, string Serves);
