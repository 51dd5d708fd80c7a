namespace Farol.Control.Requests;

/// <summary>A look for which there is no place now.</summary>
/// <param name="Why">For the person who asked.</param>
/// <param name="RetryAfter">When the next place can come free: its holder stops asking at this moment.</param>
internal sealed record RequestRefusal(string Why, TimeSpan RetryAfter);
