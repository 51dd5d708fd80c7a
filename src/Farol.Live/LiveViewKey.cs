namespace Farol.Live;

/// <summary>What a view shows and to whom. A view of another tenant is another view: nothing is shared between them.</summary>
/// <param name="Channel">The frame's <c>channel</c>: monitor, router, backends, metrics…</param>
/// <param name="Tenant">The owner's id.</param>
/// <param name="Subject">The router's id, or empty where the channel has one subject.</param>
public readonly record struct LiveViewKey(string Channel, string Tenant = "", string Subject = "")
{
    public override string ToString() => $"{Channel}/{Tenant}/{Subject}";
}
