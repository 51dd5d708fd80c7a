namespace Farol.Link.GatewaySide;

/// <summary>Where a gateway tells how its link is.</summary>
public interface ILinkObserver
{
    void Connected(string address, string programVersion);

    /// <summary>Told once each time it is lost, and not at every try.</summary>
    void Lost(LinkException reason);

    /// <summary>The document could not be kept for a start without the control plane.</summary>
    void NotKept(string reason);
}
