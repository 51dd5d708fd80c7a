namespace Farol.Gateway.Health;

/// <summary>Outcomes for people.</summary>
internal static class OutcomeText
{
    public static string For(Outcome outcome) => outcome switch
    {
        Outcome.Success => "answered",
        Outcome.ServerError => "it answered with a server error",
        Outcome.ConnectFailed => "the connection was refused or nothing is reachable there",
        Outcome.ConnectTimeout => "the connection was not accepted in time",
        Outcome.ResetBeforeResponse => "it closed the connection before answering",
        Outcome.ResetMidBody => "it closed the connection within a response",
        Outcome.FirstByteTimeout => "it did not answer in time",
        Outcome.BadResponse => "what it sent is no HTTP response",
        _ => "the client left",
    };
}
